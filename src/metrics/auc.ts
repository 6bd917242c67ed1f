import { DermaliteError } from '../errors.ts'
import { meanOfPresent, type Predictions } from './predictions.ts'

/** Corners of a ROC curve from (0, 0) to (1, 1), one for each distinct score. */
export type RocPoint = {
  /** Answering "positive" from this score on leads here; Infinity at (0, 0). */
  threshold: number
  /** 1 - specificity. */
  falsePositiveRate: number
  /** Sensitivity. */
  truePositiveRate: number
}

/** Scores of the positives and of the negatives, each ascending. */
type SortedScores = { positives: Float64Array; negatives: Float64Array }

/**
 * The receiver operating characteristic (Fawcett, 2006). Equal scores make one sloped step, so that the order of the
 * input does not matter.
 *
 * @param scores N numbers, larger = more likely positive
 * @param isPositive N flags
 * @returns null when there are no positives or no negatives
 * @throws DermaliteError `bad-argument`: lengths that differ, a score that is NaN
 */
export function rocCurve(
  scores: ArrayLike<number>,
  isPositive: ArrayLike<boolean>,
): RocPoint[] | null {
  const { positives, negatives } = splitScores(scores, isPositive)
  if (positives.length === 0 || negatives.length === 0) return null
  const points = [{ threshold: Infinity, falsePositiveRate: 0, truePositiveRate: 0 }]
  let p = positives.length
  let n = negatives.length
  while (p > 0 || n > 0) {
    const threshold = Math.max(positives[p - 1] ?? -Infinity, negatives[n - 1] ?? -Infinity)
    while (p > 0 && positives[p - 1] === threshold) p--
    while (n > 0 && negatives[n - 1] === threshold) n--
    points.push({
      threshold,
      falsePositiveRate: 1 - n / negatives.length,
      truePositiveRate: 1 - p / positives.length,
    })
  }
  return points
}

/**
 * The area under the ROC curve: the probability that a random positive scores above a random negative, equals counting
 * half (Mann and Whitney, 1947). O(N log N).
 *
 * @returns a number in [0, 1], or null when there are no positives or no negatives
 * @throws DermaliteError `bad-argument`: lengths that differ, a score that is NaN
 */
export function rocAuc(scores: ArrayLike<number>, isPositive: ArrayLike<boolean>): number | null {
  const { positives, negatives } = splitScores(scores, isPositive)
  if (positives.length === 0 || negatives.length === 0) return null
  let below = 0
  let notAbove = 0
  let wins = 0
  for (const score of positives) {
    while (below < negatives.length && negatives[below]! < score) below++
    while (notAbove < negatives.length && negatives[notAbove]! <= score) notAbove++
    wins += (below + notAbove) / 2
  }
  return wins / (positives.length * negatives.length)
}

/** The AUC of class `k` against all others, by its probability; null when `k` or every other class has no images. */
export function classAuc(predictions: Predictions, classCount: number, k: number): number | null {
  const { scores, isPositive } = oneVersusRest(predictions, classCount, k)
  return rocAuc(scores, isPositive)
}

/** The mean one-versus-rest AUC of the classes that have one; null when none has. */
export function macroAuc(predictions: Predictions, classCount: number): number | null {
  return meanOfPresent(
    Array.from({ length: classCount }, (_, k) => classAuc(predictions, classCount, k)),
  )
}

/** Class `k` against all others as a binary problem. */
export function oneVersusRest(
  { labels, probabilities }: Predictions,
  classCount: number,
  k: number,
): { scores: Float64Array; isPositive: boolean[] } {
  const scores = Float64Array.from(labels, (_, row) => probabilities[row * classCount + k]!)
  return { scores, isPositive: Array.from(labels, (label) => label === k) }
}

function splitScores(scores: ArrayLike<number>, isPositive: ArrayLike<boolean>): SortedScores {
  if (scores.length !== isPositive.length) {
    throw new DermaliteError(
      'bad-argument',
      `${scores.length} scores stand against ${isPositive.length} flags`,
      'Pass one flag, positive or not, for every score.',
    )
  }
  let positiveCount = 0
  for (let i = 0; i < scores.length; i++) {
    if (Number.isNaN(scores[i]!)) {
      throw new DermaliteError(
        'bad-argument',
        `the score of row ${i} is NaN`,
        'Scores must be numbers that can be put in order.',
      )
    }
    if (isPositive[i]) positiveCount++
  }
  const positives = new Float64Array(positiveCount)
  const negatives = new Float64Array(scores.length - positiveCount)
  for (let i = 0, p = 0, n = 0; i < scores.length; i++) {
    if (isPositive[i]) positives[p++] = scores[i]!
    else negatives[n++] = scores[i]!
  }
  return { positives: positives.sort(), negatives: negatives.sort() }
}
