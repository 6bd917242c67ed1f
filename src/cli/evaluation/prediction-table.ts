import type { Manifest, Prior } from '../../classifier/index.ts'
import type { Sample } from '../../dataset/types.ts'
import type { PredictionTable } from '../../report/predictions-file.ts'
import { calibratedProbabilities } from '../../uncertainty/probabilities.ts'

/** The answers of a model, with its temperature and a class prior, beside the truth. */
export function predictionTable(
  samples: readonly Sample[],
  logits: Float32Array,
  manifest: Pick<Manifest, 'classes' | 'temperature' | 'trainingPrior'>,
  prior: Prior,
): PredictionTable {
  const probabilities = calibratedProbabilities(logits, manifest, prior.frequencies)
  return {
    classes: manifest.classes,
    ids: samples.map(({ id }) => id),
    groups: samples.map(({ group }) => group),
    labels: Int32Array.from(samples, ({ label }) => label),
    probabilities: Float32Array.from(probabilities),
    logits,
  }
}
