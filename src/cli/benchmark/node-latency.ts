import { setTimeout } from 'node:timers/promises'
import { createOnnxRuntime } from '../../classifier/node/onnx-runtime.ts'
import { testImage } from './test-image.ts'
import { type TurnOptions, timeInTurns } from './turns.ts'
import type { Variant } from './variants.ts'

/** Threads of one model still spin for a while when the next one's turn comes. */
const REST_MILLISECONDS = 3

/** Milliseconds of one image in ONNX Runtime: for each variant its times, paired by round. */
export async function timeInNode(
  variants: readonly Variant[],
  threads: number,
  options: TurnOptions,
): Promise<Float64Array[]> {
  const runtimes = await Promise.all(
    variants.map(({ onnx, manifest }) =>
      createOnnxRuntime(onnx, { size: manifest.input.size, threads }),
    ),
  )
  const subjects = runtimes.map((runtime, i) => {
    const image = testImage(variants[i]!.manifest.input.size)
    return async () => {
      if (threads > 1) await setTimeout(REST_MILLISECONDS)
      const start = performance.now()
      await runtime.run(image, 1)
      return performance.now() - start
    }
  })
  try {
    return await timeInTurns(subjects, options)
  } finally {
    await Promise.all(runtimes.map((runtime) => runtime.dispose()))
  }
}
