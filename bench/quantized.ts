import type { Precision } from '../src/classifier/index.ts'
import { DEFAULT_BUNDLE } from '../src/classifier/node/index.ts'
import { loadBundle } from '../src/classifier/node/load-bundle.ts'
import { createOnnxRuntime } from '../src/classifier/node/onnx-runtime.ts'
import { median, quantile } from '../src/metrics/quantile.ts'
import { createRandom } from '../src/random.ts'

// One image through the float32 and the int8 model of a bundle, in turns, on one thread: npx tsx bench/quantized.ts [bundle]

const WARM_UP = 20
const RUNS = 300

const [bundle = DEFAULT_BUNDLE] = process.argv.slice(2)
const PRECISIONS = ['float32', 'int8'] as const satisfies readonly Precision[]

async function open(precision: Precision) {
  const { model, manifest } = await loadBundle(bundle, precision)
  const { size } = manifest.input
  const runtime = await createOnnxRuntime(model, { size, threads: 1 })
  const random = createRandom(1)
  const image = new Float32Array(3 * size * size).map(() => random.uniform(-2, 2))
  return {
    precision,
    size,
    bytes: model.byteLength,
    times: [] as number[],
    async run() {
      const start = performance.now()
      await runtime.run(image, 1)
      return performance.now() - start
    },
    dispose: () => runtime.dispose(),
  }
}

const models = await Promise.all(PRECISIONS.map(open))
for (let i = 0; i < WARM_UP; i++) for (const model of models) await model.run()
for (let i = 0; i < RUNS; i++) for (const model of models) model.times.push(await model.run())

const [float] = models as [(typeof models)[0]]
const ratios = float.times.map((time, i) => time / models[1]!.times[i]!)
console.log(`${bundle}: ${RUNS} images of ${float.size} pixels, one at a time, 1 thread`)
console.table(
  models.map(({ precision, bytes, times }) => ({
    precision,
    MB: (bytes / 1e6).toFixed(2),
    'median ms': median(times).toFixed(2),
    'p95 ms': quantile(
      times.toSorted((a, b) => a - b),
      0.95,
    ).toFixed(2),
  })),
)
console.log(`int8 is ${median(ratios).toFixed(2)} times as fast (median of paired ratios)`)
await Promise.all(models.map((model) => model.dispose()))
