import { DermaliteError } from '../errors.ts'
import { checkLabels, meanOfPresent } from './predictions.ts'

/** Counts of images: row = true class, column = predicted class. */
export type ConfusionMatrix = number[][]

/** How one class fares against all others. `null` stands where the ratio has no denominator. */
export type ClassRates = {
  /** Images of the class. */
  n: number
  /** Recall: the share of the class's images that were found; null when the class has none. */
  sensitivity: number | null
  /** The share of the other classes' images left alone; null when there are none. */
  specificity: number | null
  /** The share of the answers "this class" that were right; null when it was never answered. */
  precision: number | null
  /** 2 TP / (2 TP + FP + FN); null when the class neither occurs nor was ever answered. */
  f1: number | null
}

/** @throws DermaliteError `bad-argument`: nothing to count, lengths that differ, an index outside [0, K) */
export function confusionMatrix(
  labels: ArrayLike<number>,
  predicted: ArrayLike<number>,
  classCount: number,
): ConfusionMatrix {
  if (labels.length !== predicted.length) {
    throw new DermaliteError(
      'bad-argument',
      `${labels.length} labels stand against ${predicted.length} predictions`,
      'Pass one predicted class for every label.',
    )
  }
  checkLabels(labels, classCount)
  checkLabels(predicted, classCount)
  const counts = Array.from({ length: classCount }, () => new Array<number>(classCount).fill(0))
  for (let i = 0; i < labels.length; i++) counts[labels[i]!]![predicted[i]!]! += 1
  return counts
}

/** The share of right answers. */
export function accuracy(confusion: ConfusionMatrix): number {
  const right = confusion.reduce((sum, row, k) => sum + row[k]!, 0)
  return right / confusion.reduce((sum, row) => sum + total(row), 0)
}

/** The mean sensitivity of the classes that have images; the measure ISIC 2018 ranks by. */
export function balancedAccuracy(confusion: ConfusionMatrix): number {
  return meanOfPresent(confusion.map((_, k) => classRates(confusion, k).sensitivity)) ?? Number.NaN
}

export function classRates(confusion: ConfusionMatrix, k: number): ClassRates {
  const truePositive = confusion[k]![k]!
  const n = total(confusion[k]!)
  const answered = confusion.reduce((sum, row) => sum + row[k]!, 0)
  const others = confusion.reduce((sum, row) => sum + total(row), 0) - n
  return {
    n,
    sensitivity: ratio(truePositive, n),
    specificity: ratio(others - (answered - truePositive), others),
    precision: ratio(truePositive, answered),
    f1: ratio(2 * truePositive, n + answered),
  }
}

const total = (row: readonly number[]) => row.reduce((a, b) => a + b, 0)

const ratio = (part: number, whole: number) => (whole === 0 ? null : part / whole)
