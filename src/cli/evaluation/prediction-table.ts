import type { Manifest, Prior } from '../../classifier/index.ts'
import type { Sample } from '../../dataset/types.ts'
import type { EvaluatedSplit } from '../../report/metrics-file.ts'
import type { PredictionTable } from '../../report/predictions-file.ts'
import { calibratedLogits, probabilitiesUnder } from '../../uncertainty/probabilities.ts'
import { crossFittedLogits } from '../calibration/cross-fit.ts'

export type AnsweringModel = {
  readonly manifest: Pick<
    Manifest,
    'classes' | 'temperature' | 'trainingPrior' | 'uncertainty' | 'provenance'
  >
  readonly prior: Prior
}

/** One side of a data set, by its name. */
export type MeasuredSide = { readonly dataset: string; readonly side: EvaluatedSplit }

/**
 * The calibrated answers of a model under a class prior, beside the truth. `dermalite calibrate` fits its map on the validation
 * images of the model's own data set: these are answered by maps of the same kind that were fitted without their lesion, from the
 * same logits.
 *
 * @param logits [N, K] row-major, as the model gives them
 */
export function predictionTable(
  samples: readonly Sample[],
  logits: Float32Array,
  { dataset, side }: MeasuredSide,
  { manifest, prior }: AnsweringModel,
): PredictionTable {
  const { classes, trainingPrior, uncertainty } = manifest
  const labels = samples.map(({ label }) => label)
  const groups = samples.map(({ group }) => group)
  const wereFittedOn = side === 'val' && dataset === manifest.provenance.dataset
  const method = wereFittedOn ? uncertainty?.calibrationMethod : undefined
  const smoothing = uncertainty?.calibration.smoothing
  const calibrated = method
    ? crossFittedLogits({ logits, labels, groups, trainingPrior }, { ...method, smoothing })
    : calibratedLogits(logits, manifest)
  const probabilities = probabilitiesUnder(calibrated, trainingPrior, prior.frequencies)
  return {
    classes,
    ids: samples.map(({ id }) => id),
    groups,
    labels: Int32Array.from(labels),
    probabilities: Float32Array.from(probabilities),
    logits,
  }
}
