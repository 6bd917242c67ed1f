import type { CalibrationData, CalibrationMethod } from '../../uncertainty/fit/calibration.ts'
import { crossValidateCalibration } from '../../uncertainty/fit/cross-validate.ts'
import { groupedFolds } from '../../uncertainty/fit/folds.ts'

const CALIBRATION_FOLDS = 10

export type AnsweredImages = {
  /** [N, K] row-major, as the model gives them. */
  readonly logits: ArrayLike<number>
  readonly labels: readonly number[]
  /** The lesion of each. */
  readonly groups: readonly string[]
  /** Class frequencies that the logits assume. */
  readonly trainingPrior: readonly number[]
}

/** Validation images as calibration maps are fitted on them, and the folds that keep a lesion together. */
export function calibrationData({ logits, labels, groups, trainingPrior }: AnsweredImages): {
  readonly data: CalibrationData
  readonly folds: Int32Array
} {
  const counts = trainingPrior.map((_, k) => labels.filter((label) => label === k).length)
  const labelPrior = counts.map((count) => Math.max(count, 1) / labels.length)
  const data = { logits, labels, trainingPrior, labelPrior }
  return { data, folds: groupedFolds(groups, labels, CALIBRATION_FOLDS) }
}

/** [N, K]: calibrated logits of each image, by a map that its lesion had no part in. */
export function crossFittedLogits(images: AnsweredImages, method: CalibrationMethod): Float64Array {
  const { data, folds } = calibrationData(images)
  return crossValidateCalibration(data, method, folds).logits
}
