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
 * The probabilities of the classes where they occur as often as `prior` says: the softmax of the calibrated logits, then
 * Bayes.
 *
 * @param logits [N, K] row-major, finite
 * @returns [N, K], rows summing to 1
 * @throws DermaliteError `bad-argument`: see `softmax` and `shiftPrior`
 */
export function calibratedProbabilities(
  logits: ArrayLike<number>,
  { temperature, trainingPrior, uncertainty }: Calibration,
  prior: readonly number[],
): Float64Array {
  const assumed = uncertainty
    ? softmax(calibrateLogits(logits, uncertainty.calibration), trainingPrior.length)
    : softmax(logits, trainingPrior.length, temperature)
  return shiftPrior(assumed, trainingPrior, prior)
}
