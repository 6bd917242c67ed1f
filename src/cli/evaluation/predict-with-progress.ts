import type { Sample } from '../../dataset/types.ts'
import { countProgress } from '../count-progress.ts'
import { type PredictOptions, predictSamples } from './predict-samples.ts'

/** `predictSamples` under a progress bar. */
export async function predictWithProgress(
  label: string,
  samples: readonly Sample[],
  options: Omit<PredictOptions, 'onProgress'>,
): Promise<Float32Array> {
  const progress = countProgress(label, 'images')
  return predictSamples(samples, { ...options, onProgress: progress.moveTo }).finally(progress.stop)
}
