import type { Manifest } from '../../../classifier/index.ts'
import { createOnnxRuntime } from '../../../classifier/node/onnx-runtime.ts'
import type { Sample } from '../../../dataset/types.ts'
import { gradCam } from '../../../explain/grad-cam.ts'
import type { HeatMap } from '../../../explain/heat-map.ts'
import { createEvalLoader } from '../../../train/loader/eval-loader.ts'
import { answerOf } from './maps.ts'

export type FreeMapsOptions = {
  readonly manifest: Pick<Manifest, 'classes' | 'input'>
  readonly threads: number
  readonly onProgress: (done: number, total: number) => void
}

const BATCH = 16

/**
 * The heat maps that the models of one bundle give for nothing, all of the class that the first model answers.
 *
 * @returns for each sample, a map of each model
 */
export async function freeMaps(
  samples: readonly Sample[],
  models: readonly Uint8Array[],
  { manifest: { classes, input }, threads, onProgress }: FreeMapsOptions,
): Promise<HeatMap[][]> {
  const { size } = input
  const runtimes = await Promise.all(
    models.map((model) => createOnnxRuntime(model, { size, threads })),
  )
  const loader = createEvalLoader({ samples, spec: input })
  const maps: HeatMap[][] = []
  try {
    for (let start = 0; start < samples.length; start += BATCH) {
      const n = Math.min(BATCH, samples.length - start)
      const images = await loader.load(Array.from({ length: n }, (_, row) => start + row))
      const answers: number[] = []
      for (const runtime of runtimes) {
        const { logits, cam, camSize } = await runtime.run(images, n)
        const [height, width] = camSize
        for (let row = 0; row < n; row++) {
          answers[row] ??= answerOf(
            logits.subarray(row * classes.length, (row + 1) * classes.length),
          )
          const own = classes.length * height * width
          const data = cam.subarray(row * own, (row + 1) * own)
          maps[start + row] ??= []
          maps[start + row]!.push(gradCam({ data, width, height }, answers[row]!))
        }
      }
      onProgress(start + n, samples.length)
    }
  } finally {
    await Promise.all([loader.close(), ...runtimes.map((runtime) => runtime.dispose())])
  }
  return maps
}
