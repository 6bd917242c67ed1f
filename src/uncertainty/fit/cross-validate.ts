import { balancedNegativeLogLikelihood, negativeLogLikelihood } from '../../metrics/calibration.ts'
import { calibrateLogits } from '../calibration-map.ts'
import type { LabelSmoothing } from '../label-smoothing.ts'
import { balancedPrior } from '../prior.ts'
import { probabilitiesUnder } from '../probabilities.ts'
import { type CalibrationData, type CalibrationMethod, fitCalibration } from './calibration.ts'
import { splitFold, takeRows } from './folds.ts'

export type CrossValidated = {
  readonly chosen: CalibrationMethod
  /** [N, K]: calibrated logits of each image by a map that was fitted without its fold. */
  readonly logits: Float64Array
  /**
   * Negative log-likelihood of these, nats: the mean of that under the label prior, and of that under the balanced prior where
   * every class weighs the same.
   */
  readonly loss: number
}

/** Fits one method on all folds but one in turn, and calibrates that one. */
export function crossValidateCalibration(
  data: CalibrationData,
  chosen: CalibrationMethod,
  folds: Int32Array,
): CrossValidated {
  const { labels, trainingPrior, labelPrior } = data
  const classCount = trainingPrior.length
  const logits = new Float64Array(data.logits.length)
  for (const fold of new Set(folds)) {
    const { inside, outside } = splitFold(folds, fold)
    const fitting = {
      ...data,
      logits: takeRows(data.logits, classCount, outside),
      labels: outside.map((row) => labels[row]!),
    }
    const map = fitCalibration(fitting, chosen)
    const calibrated = calibrateLogits(takeRows(data.logits, classCount, inside), map)
    for (const [i, row] of inside.entries()) {
      logits.set(calibrated.subarray(i * classCount, (i + 1) * classCount), row * classCount)
    }
  }
  const under = (prior: readonly number[]) => ({
    labels,
    probabilities: probabilitiesUnder(logits, trainingPrior, prior),
  })
  const asTheyAre = negativeLogLikelihood(under(labelPrior), classCount)
  const balanced = balancedNegativeLogLikelihood(under(balancedPrior(classCount)), classCount)
  return { chosen, logits, loss: (asTheyAre + balanced) / 2 }
}

const PENALTIES = [0.001, 0.01, 0.1]

/** Temperature scaling, and what may beat it; where labels were smoothed, all of that with the smoothing undone as well. */
export function calibrationMethods(smoothing: LabelSmoothing | undefined): CalibrationMethod[] {
  const methods: CalibrationMethod[] = [
    { method: 'temperature' },
    ...PENALTIES.map((penalty) => ({ method: 'vector', penalty }) as const),
    ...PENALTIES.map((penalty) => ({ method: 'dirichlet', penalty }) as const),
  ]
  return smoothing ? [...methods, ...methods.map((each) => ({ ...each, smoothing }))] : methods
}
