import { DEFAULT_BUNDLE } from '../src/classifier/node/index.ts'
import { loadBundle } from '../src/classifier/node/load-bundle.ts'
import { createOnnxRuntime } from '../src/classifier/node/onnx-runtime.ts'
import { findChannelGroups } from '../src/compress/prune/channel-groups.ts'
import { chooseChannels } from '../src/compress/prune/choose-channels.ts'
import { magnitudeImportance } from '../src/compress/prune/importance.ts'
import { keepChannels } from '../src/compress/prune/keep-channels.ts'
import { countMacs, countParameters } from '../src/graph/cost.ts'
import { readOnnx } from '../src/graph/onnx/read.ts'
import { writeOnnx } from '../src/graph/onnx/write.ts'
import { median, quantile } from '../src/metrics/quantile.ts'
import { createRandom } from '../src/random.ts'

// One image through a model and through what pruning leaves of it, in turns, on one thread:
// npx tsx bench/prune.ts [bundle] [pruned bundle ...]
// Without a pruned bundle, channels are removed on the spot, the smallest weights first; other criteria leave other widths.

const WARM_UP = 20
const RUNS = 200
const SHARES = [0.8, 0.65, 0.5]
const MULTIPLE = 16

const [bundle = DEFAULT_BUNDLE, ...prunedBundles] = process.argv.slice(2)

const { manifest, model } = await loadBundle(bundle, 'float32')
const { size } = manifest.input

function prunedOnTheSpot(): [string, Uint8Array][] {
  const { graph } = readOnnx(model)
  const importance = magnitudeImportance(graph, findChannelGroups(graph))
  return SHARES.map((share) => {
    const budget = { macs: share * countMacs(graph), multiple: MULTIPLE, per: 'channel' } as const
    const small = keepChannels(graph, chooseChannels(graph, importance, budget))
    return [`pruned to ${100 * share} %`, writeOnnx(small)]
  })
}

const pruned: [string, Uint8Array][] =
  prunedBundles.length === 0
    ? prunedOnTheSpot()
    : await Promise.all(
        prunedBundles.map(async (folder): Promise<[string, Uint8Array]> => {
          return [folder, (await loadBundle(folder, 'float32')).model]
        }),
      )

async function open([name, bytes]: [string, Uint8Array]) {
  const { graph } = readOnnx(bytes)
  const runtime = await createOnnxRuntime(bytes, { size, threads: 1 })
  const random = createRandom(1)
  const image = new Float32Array(3 * size * size).map(() => random.uniform(-2, 2))
  return {
    name,
    bytes: bytes.byteLength,
    macs: countMacs(graph),
    parameters: countParameters(graph),
    times: [] as number[],
    async run() {
      const start = performance.now()
      await runtime.run(image, 1)
      return performance.now() - start
    },
    dispose: () => runtime.dispose(),
  }
}

const all: [string, Uint8Array][] = [[bundle, model], ...pruned]
const models = await Promise.all(all.map(open))
for (let i = 0; i < WARM_UP; i++) for (const each of models) await each.run()
for (let i = 0; i < RUNS; i++) for (const each of models) each.times.push(await each.run())

const [whole] = models as [(typeof models)[0]]
console.log(`${RUNS} images of ${size} pixels, one at a time, 1 thread`)
console.table(
  models.map(({ name, bytes, macs, parameters, times }) => ({
    model: name,
    'million MACs': (macs / 1e6).toFixed(1),
    'million parameters': (parameters / 1e6).toFixed(2),
    MB: (bytes / 1e6).toFixed(2),
    'median ms': median(times).toFixed(2),
    'p95 ms': quantile(
      times.toSorted((a, b) => a - b),
      0.95,
    ).toFixed(2),
    'times as fast (paired)': median(times.map((time, i) => whole.times[i]! / time)).toFixed(2),
  })),
)
await Promise.all(models.map((each) => each.dispose()))
