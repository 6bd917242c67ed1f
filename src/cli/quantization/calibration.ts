import type { InputSpec } from '../../classifier/index.ts'
import { openWithOnnxRuntime } from '../../compress/quantize/node/open-graph.ts'
import type { Calibration } from '../../compress/quantize/session.ts'
import type { Sample } from '../../dataset/types.ts'
import { float32Tensor } from '../../graph/tensor.ts'
import { createRandom } from '../../random.ts'
import { createEvalLoader } from '../../train/loader/eval-loader.ts'

const SEED = 1
/** Every activation of a batch is held in memory: about 30 MB an image of MobileNetV2 at 224 pixels. */
const BATCH = 4

/** Images to calibrate on: as many of each class as there are, drawn from the training side. */
export function calibrationSamples(train: readonly Sample[], count: number): readonly Sample[] {
  const ofClass = new Map<number, Sample[]>()
  for (const sample of createRandom(SEED).shuffle([...train])) {
    const others = ofClass.get(sample.label)
    if (others) others.push(sample)
    else ofClass.set(sample.label, [sample])
  }
  const rank = new Map(
    [...ofClass.values()].flatMap((samples) => samples.map((sample, i) => [sample, i] as const)),
  )
  return [...rank.keys()].sort((a, b) => rank.get(a)! - rank.get(b)!).slice(0, count)
}

/** Runs graphs on images, decoded and preprocessed as classification does it. */
export function calibrateOn(
  samples: readonly Sample[],
  spec: InputSpec,
  options: {
    readonly threads: number
    readonly onProgress?: (done: number, total: number) => void
  },
): Calibration {
  const { size } = spec
  return {
    open: openWithOnnxRuntime(options),
    async *batches() {
      const loader = createEvalLoader({ samples, spec })
      try {
        for (let start = 0; start < samples.length; start += BATCH) {
          const rows = Math.min(BATCH, samples.length - start)
          const images = await loader.load(Array.from({ length: rows }, (_, i) => start + i))
          yield float32Tensor(images, [rows, 3, size, size])
          options.onProgress?.(start + rows, samples.length)
        }
      } finally {
        await loader.close()
      }
    },
  }
}
