import {
  type ConformalScore,
  conformalScores,
  conformalThresholds,
  predictionSet,
} from '../conformal.ts'
import { splitFold, takeRows } from './folds.ts'

export type ConformalChoice = { readonly score: ConformalScore; readonly shrinkage: number }

export type LabelledProbabilities = {
  /** [N, K] row-major. */
  readonly probabilities: Float64Array
  /** N class indices in [0, K). */
  readonly labels: readonly number[]
}

/** For each image its prediction set, class indices, by thresholds that its fold had no part in. */
export function crossValidatedSets(
  { probabilities, labels }: LabelledProbabilities,
  folds: Int32Array,
  { score, shrinkage }: ConformalChoice,
  promise: { readonly coverage: number; readonly prior: readonly number[] },
): number[][] {
  const classCount = probabilities.length / labels.length
  const sets: number[][] = labels.map(() => [])
  for (const fold of new Set(folds)) {
    const { inside, outside } = splitFold(folds, fold)
    const scores = conformalScores(takeRows(probabilities, classCount, outside), classCount, score)
    const others = { scores, labels: outside.map((row) => labels[row]!) }
    const thresholds = conformalThresholds(others, classCount, { ...promise, shrinkage })
    for (const row of inside) {
      const own = probabilities.subarray(row * classCount, (row + 1) * classCount)
      sets[row] = predictionSet(own, thresholds, score)
    }
  }
  return sets
}

export type SetMeasures = {
  /** Share of the images whose set holds their class. */
  readonly coverage: number
  /** The same by class; null for a class without images. */
  readonly byClass: readonly (number | null)[]
  /** Mean number of classes in a set. */
  readonly size: number
}

export function measureSets(
  sets: readonly (readonly number[])[],
  labels: ArrayLike<number>,
  classCount: number,
): SetMeasures {
  const images = new Float64Array(classCount)
  const covered = new Float64Array(classCount)
  let size = 0
  for (const [row, set] of sets.entries()) {
    const label = labels[row]!
    size += set.length
    images[label]! += 1
    if (set.includes(label)) covered[label]! += 1
  }
  return {
    coverage: covered.reduce((sum, count) => sum + count, 0) / sets.length,
    byClass: Array.from(images, (count, k) => (count === 0 ? null : covered[k]! / count)),
    size: size / sets.length,
  }
}

/** What may give the smallest sets: both scores, and how much a rare class borrows from the others. */
export const CONFORMAL_CHOICES: readonly ConformalChoice[] = [
  { method: 'lac' } as const,
  ...[0.01, 0.05, 0.2].map((penalty) => ({ method: 'raps', penalty, freeRanks: 1 }) as const),
].flatMap((score) => [0, 5, 10, 20].map((shrinkage) => ({ score, shrinkage })))

/** How far the coverage of a class may fall short of the promise in cross-validation. */
export const CLASS_TOLERANCE = 0.03

/**
 * The choice of the smallest sets among those that keep the promise for every class within `CLASS_TOLERANCE`; exact sets
 * (LAC without borrowing) where none does.
 */
export function chooseConformal<
  T extends {
    readonly choice: ConformalChoice
    readonly size: number
    readonly worstClass: number
  },
>(measured: readonly T[], coverage: number): T {
  const kept = measured.filter(({ worstClass }) => worstClass >= coverage - CLASS_TOLERANCE)
  const [first, ...others] = kept.length > 0 ? kept : [measured[0]!]
  return others.reduce((best, each) => (each.size < best.size ? each : best), first!)
}
