import type { Sample } from '../../dataset/types.ts'
import { createProgress } from '../progress.ts'
import { type PredictOptions, predictSamples } from './predict-samples.ts'

/** `predictSamples` under a progress bar. */
export async function predictWithProgress(
  label: string,
  samples: readonly Sample[],
  options: Omit<PredictOptions, 'onProgress'>,
): Promise<Float32Array> {
  const progress = createProgress({ label, total: samples.length, unit: 'images' })
  let done = 0
  const onProgress = (count: number) => {
    progress.advance(count - done)
    done = count
  }
  try {
    return await predictSamples(samples, { ...options, onProgress })
  } finally {
    progress.stop()
  }
}
