import { resolvePrior } from '../../classifier/index.ts'
import type { Sample } from '../../dataset/types.ts'
import type { PredictionTable } from '../../report/predictions-file.ts'
import { predictWithModels, type RunOptions } from '../evaluation/predict-samples.ts'
import { type MeasuredSide, predictionTable } from '../evaluation/prediction-table.ts'
import type { Variant } from './variants.ts'

/**
 * What variants answer, calibrated as their bundle is and under the balanced prior. Pictures are decoded once for all variants
 * of the same input.
 */
export async function predictVariants(
  samples: readonly Sample[],
  variants: readonly Variant[],
  { images, threads, onProgress }: RunOptions & { readonly images: MeasuredSide },
): Promise<PredictionTable[]> {
  const inputs = [...new Set(variants.map(({ manifest }) => JSON.stringify(manifest.input)))]
  const logits = new Map<Variant, Float32Array>()
  for (const [pass, input] of inputs.entries()) {
    const alike = variants.filter(({ manifest }) => JSON.stringify(manifest.input) === input)
    const answers = await predictWithModels(
      samples,
      alike[0]!.manifest,
      alike.map(({ onnx }) => onnx),
      {
        threads,
        onProgress: (done, total) => onProgress?.(pass * total + done, inputs.length * total),
      },
    )
    for (const [i, variant] of alike.entries()) logits.set(variant, answers[i]!)
  }
  return variants.map((variant) => {
    const { manifest } = variant
    const prior = resolvePrior('balanced', manifest)
    return predictionTable(samples, logits.get(variant)!, images, { manifest, prior })
  })
}
