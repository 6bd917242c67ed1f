import { DermaliteError } from '../errors.ts'

/**
 * The probabilities that the same classifier would give where the classes occur with another frequency, by Bayes:
 * multiply by new prior / training prior and normalise each row (Saerens et al., 2002, equation 2.4).
 *
 * @param probabilities [N, K] row-major, rows summing to 1
 * @param trainingPrior K positive class frequencies that `probabilities` assume; need not sum to 1
 * @param newPrior K class frequencies, none negative, not all 0; need not sum to 1
 * @returns [N, K], rows summing to 1
 * @throws DermaliteError `bad-argument`: priors of different length or with numbers that are no frequencies, a
 *   probability that is not a number, a row whose every class the new prior rules out
 */
export function shiftPrior(
  probabilities: ArrayLike<number>,
  trainingPrior: readonly number[],
  newPrior: readonly number[],
): Float64Array {
  const classCount = trainingPrior.length
  checkPriors(probabilities.length, trainingPrior, newPrior)
  const odds = newPrior.map((after, k) => after / trainingPrior[k]!)
  const shifted = new Float64Array(probabilities.length)
  for (let start = 0; start < probabilities.length; start += classCount) {
    let sum = 0
    for (let k = 0; k < classCount; k++) {
      shifted[start + k] = probabilities[start + k]! * odds[k]!
      sum += shifted[start + k]!
    }
    if (!(sum > 0 && Number.isFinite(sum))) {
      throw new DermaliteError(
        'bad-argument',
        `row ${start / classCount} has no probability left under the new prior (sum ${sum})`,
        'Pass finite probabilities, and a prior that leaves every class possible.',
      )
    }
    for (let k = 0; k < classCount; k++) shifted[start + k]! /= sum
  }
  return shifted
}

/** Every class as frequent as any other. */
export function balancedPrior(classCount: number): number[] {
  return new Array<number>(classCount).fill(1 / classCount)
}

function checkPriors(
  count: number,
  trainingPrior: readonly number[],
  newPrior: readonly number[],
): void {
  const frequencies =
    trainingPrior.every((p) => p > 0 && Number.isFinite(p)) &&
    newPrior.every((p) => p >= 0 && Number.isFinite(p)) &&
    newPrior.some((p) => p > 0)
  const fits = trainingPrior.length > 0 && newPrior.length === trainingPrior.length
  if (frequencies && fits && count % trainingPrior.length === 0) return
  throw new DermaliteError(
    'bad-argument',
    `cannot move ${count} probabilities from the prior [${trainingPrior.join(', ')}] to [${newPrior.join(', ')}]`,
    'Pass one frequency for every class: above 0 in the training prior, not below 0 in the new one.',
  )
}

/** What the logits of a calibrated model gain under another prior, up to one number for all classes; -Infinity: ruled out. */
export function logOdds(prior: readonly number[], trainingPrior: readonly number[]): number[] {
  return prior.map((share, k) => Math.log(share / trainingPrior[k]!))
}
