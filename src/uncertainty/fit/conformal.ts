import {
  type ConformalScore,
  conformalScores,
  conformalThresholds,
  predictionSet,
} from '../conformal.ts'
import { splitFold, takeRows } from './folds.ts'

export type ConformalChoice = {
  readonly score: ConformalScore
  /** Images that each class borrows from the others. */
  readonly shrinkage: number
}

export type ConformalSample = {
  /** [N, K] row-major. */
  readonly probabilities: ArrayLike<number>
  /** N class indices in [0, K). */
  readonly labels: ArrayLike<number>
  readonly classCount: number
}

/**
 * The prediction sets of each fold by thresholds from all the others: sets of images that the thresholds have not seen.
 *
 * @returns [N, K]: 1 where the class is in the set of the image
 */
export function crossValidatedSets(
  { probabilities, labels, classCount }: ConformalSample,
  folds: Int32Array,
  { score, shrinkage, coverage }: ConformalChoice & { readonly coverage: number },
): Uint8Array {
  const scores = conformalScores(probabilities, classCount, score)
  const sets = new Uint8Array(scores.length)
  for (const fold of new Set(folds)) {
    const { inside, outside } = splitFold(folds, fold)
    const calibration = {
      scores: takeRows(scores, classCount, outside),
      labels: outside.map((row) => labels[row]!),
    }
    const thresholds = conformalThresholds(calibration, classCount, { coverage, shrinkage })
    const own = takeRows(probabilities, classCount, inside)
    for (const [i, row] of inside.entries()) {
      const start = i * classCount
      const set = predictionSet(own.subarray(start, start + classCount), thresholds, score)
      for (const k of set) sets[row * classCount + k] = 1
    }
  }
  return sets
}

/** The candidates: LAC, and RAPS of several penalties, each with classes on their own or borrowing. */
export const CONFORMAL_CHOICES: readonly ConformalChoice[] = [0, 5, 10, 20, 40].flatMap(
  (shrinkage) => [
    { score: { method: 'lac' as const }, shrinkage },
    ...[0.01, 0.05, 0.2].flatMap((penalty) =>
      [1, 2].map((freeRanks) => ({
        score: { method: 'raps' as const, penalty, freeRanks },
        shrinkage,
      })),
    ),
  ],
)
