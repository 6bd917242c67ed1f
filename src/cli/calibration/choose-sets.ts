import {
  CONFORMAL_CHOICES,
  type ConformalChoice,
  chooseConformal,
  crossValidatedSets,
  measureSets,
} from '../../uncertainty/fit/conformal.ts'
import { groupedFolds } from '../../uncertainty/fit/folds.ts'

export type MeasuredChoice = {
  readonly choice: ConformalChoice
  /** Classes in a set: mean over images, splits and priors. */
  readonly size: number
  /** Coverage of each class over the splits, under the prior where it is lower; null for a class without images. */
  readonly byClass: readonly (number | null)[]
  /** The lowest coverage of a class with enough images to tell. */
  readonly worstClass: number
}

export type SetsData = {
  /** Class frequencies, and what they make of the images: [N, K] row-major. */
  readonly priors: readonly {
    readonly prior: readonly number[]
    readonly probabilities: Float64Array
  }[]
  readonly labels: readonly number[]
  readonly groups: readonly string[]
  readonly classCount: number
}

export const SETS_COVERAGE = 0.9
const FOLDS = 5
const REPEATS = 3
/** Images of a class below which its coverage is too coarse to choose by. */
const ENOUGH = 15

/** Measures every way to build sets on images that its thresholds have not seen, and chooses one. */
export function chooseSets(data: SetsData): {
  readonly chosen: MeasuredChoice
  readonly measured: readonly MeasuredChoice[]
} {
  const foldings = Array.from({ length: REPEATS }, (_, i) =>
    groupedFolds(data.groups, data.labels, FOLDS, i + 2),
  )
  const measured = CONFORMAL_CHOICES.map((choice) => measureChoice(data, foldings, choice))
  return { measured, chosen: chooseConformal(measured, SETS_COVERAGE) }
}

function measureChoice(
  { priors, labels, classCount }: SetsData,
  foldings: readonly Int32Array[],
  choice: ConformalChoice,
): MeasuredChoice {
  const counts = new Array<number>(classCount).fill(0)
  for (const label of labels) counts[label]! += 1
  const byPrior = priors.map(({ prior, probabilities }) => {
    const measures = foldings.map((folds) => {
      const promise = { coverage: SETS_COVERAGE, prior }
      const sets = crossValidatedSets({ probabilities, labels }, folds, choice, promise)
      return measureSets(sets, labels, classCount)
    })
    return {
      size: mean(measures.map(({ size }) => size)),
      byClass: counts.map((_, k) => mean(measures.map(({ byClass }) => byClass[k] ?? 0))),
    }
  })
  const lowest = counts.map((_, k) => Math.min(...byPrior.map(({ byClass }) => byClass[k]!)))
  const judged = lowest.filter((_, k) => counts[k]! >= ENOUGH)
  return {
    choice,
    size: mean(byPrior.map(({ size }) => size)),
    byClass: counts.map((count, k) => (count === 0 ? null : lowest[k]!)),
    worstClass: judged.length > 0 ? Math.min(...judged) : 0,
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
