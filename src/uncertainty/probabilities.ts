import { softmax } from '../metrics/softmax.ts'
import { type CalibrationMap, calibrateLogits } from './calibration-map.ts'
import { shiftPrior } from './prior.ts'

/** What turns the logits of a trained model into probabilities, each prior in the order of the classes. */
export type Calibration = {
  /** Divides the logits (Guo et al., 2017) where there is no map. */
  readonly temperature: number
  /** Class frequencies that the logits assume. */
  readonly trainingPrior: readonly number[]
  readonly uncertainty?: { readonly calibration: CalibrationMap } | undefined
}

/**
 * @param logits [N, K] row-major, as the model gives them
 * @returns [N, K]: their softmax are probabilities under the training prior
 */
export function calibratedLogits(
  logits: ArrayLike<number>,
  { temperature, uncertainty }: Omit<Calibration, 'trainingPrior'>,
): Float64Array {
  if (uncertainty) return calibrateLogits(logits, uncertainty.calibration)
  return Float64Array.from(logits, (logit) => logit / temperature)
}

/**
 * The softmax of calibrated logits, then Bayes.
 *
 * @param calibrated [N, K] row-major, finite
 * @param trainingPrior class frequencies that they assume
 * @returns [N, K], rows summing to 1
 * @throws DermaliteError `bad-argument`: see `softmax` and `shiftPrior`
 */
export function probabilitiesUnder(
  calibrated: ArrayLike<number>,
  trainingPrior: readonly number[],
  prior: readonly number[],
): Float64Array {
  return shiftPrior(softmax(calibrated, trainingPrior.length), trainingPrior, prior)
}

/**
 * The probabilities of the classes where they occur as often as `prior` says.
 *
 * @param logits [N, K] row-major, finite, as the model gives them
 * @returns [N, K], rows summing to 1
 * @throws DermaliteError `bad-argument`: see `softmax` and `shiftPrior`
 */
export function calibratedProbabilities(
  logits: ArrayLike<number>,
  calibration: Calibration,
  prior: readonly number[],
): Float64Array {
  return probabilitiesUnder(calibratedLogits(logits, calibration), calibration.trainingPrior, prior)
}

/**
 * @param probabilities [N, K] row-major
 * @param classes indices in [0, K)
 * @returns [N]: that a picture is of one of these classes
 */
export function probabilityOfAny(
  classes: readonly number[],
  probabilities: ArrayLike<number>,
  classCount: number,
): Float64Array {
  return Float64Array.from({ length: probabilities.length / classCount }, (_, row) =>
    classes.reduce((sum, k) => sum + probabilities[row * classCount + k]!, 0),
  )
}
