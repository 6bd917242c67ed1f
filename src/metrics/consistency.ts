import { createRandom } from '../random.ts'
import type { Interval } from './bootstrap.ts'
import { type CalibrationNumbers, calibrationNumbers, reliabilityBins } from './calibration.ts'
import { quantile } from './quantile.ts'

export type ConsistencyOptions = {
  /** How many times to draw; default 1000. */
  readonly resamples?: number
  readonly seed?: number
}

/** A number over draws: its mean, and what 95 % of them lie in. */
export type DrawnNumber = { readonly value: number; readonly interval: Interval }

export type Consistency = {
  readonly calibration: { readonly [K in keyof CalibrationNumbers]: DrawnNumber }
  /** The share of right answers in each of the 15 bins of a reliability diagram; null in an empty one. */
  readonly accuracy: (Interval | null)[]
}

const TAIL = 0.025

/**
 * What would be measured of these answers if every probability were exactly right: labels are drawn from the probabilities, and
 * the answers measured against them (consistency resampling; Bröcker and Smith, Increasing the reliability of reliability
 * diagrams, 2007). A calibration error is never 0 on finitely many images; this is what chance alone leaves of it.
 *
 * Images of one lesion share the number that their label is drawn by, so that they get the same label as far as their
 * probabilities allow it.
 *
 * @param probabilities [N, K] row-major, rows summing to 1
 * @param groups one key a row: the lesion
 */
export function consistency(
  probabilities: ArrayLike<number>,
  groups: ArrayLike<string>,
  classCount: number,
  { resamples = 1000, seed = 0 }: ConsistencyOptions = {},
): Consistency {
  const random = createRandom(seed)
  const lesions = lesionNumbers(groups)
  const draws = Array.from({ length: resamples }, () => {
    const uniform = Float64Array.from({ length: lesions.count }, () => random.uniform())
    const labels = lesions.ofRow.map((lesion, row) =>
      labelAt(uniform[lesion]!, probabilities, row * classCount, classCount),
    )
    const predictions = { labels, probabilities }
    return {
      numbers: calibrationNumbers(predictions, classCount),
      accuracy: reliabilityBins(predictions, classCount).map((bin) => bin.accuracy),
    }
  })
  const names = Object.keys(draws[0]!.numbers) as (keyof CalibrationNumbers)[]
  return {
    calibration: Object.fromEntries(
      names.map((name) => [name, summarize(draws.map(({ numbers }) => numbers[name]))]),
    ) as Consistency['calibration'],
    accuracy: draws[0]!.accuracy.map((first, bin) =>
      first === null ? null : summarize(draws.map(({ accuracy }) => accuracy[bin]!)).interval,
    ),
  }
}

function lesionNumbers(groups: ArrayLike<string>) {
  const numbers = new Map<string, number>()
  const ofRow = Int32Array.from(groups, (group) => {
    if (!numbers.has(group)) numbers.set(group, numbers.size)
    return numbers.get(group)!
  })
  return { ofRow, count: numbers.size }
}

/** The class that a number in [0, 1) falls to, where each has a stretch as long as its probability. */
function labelAt(
  uniform: number,
  probabilities: ArrayLike<number>,
  start: number,
  classCount: number,
): number {
  let left = uniform
  for (let k = 0; k < classCount - 1; k++) {
    left -= probabilities[start + k]!
    if (left < 0) return k
  }
  return classCount - 1
}

function summarize(values: readonly number[]): DrawnNumber {
  const sorted = Float64Array.from(values).sort()
  return {
    value: values.reduce((a, b) => a + b, 0) / values.length,
    interval: [quantile(sorted, TAIL), quantile(sorted, 1 - TAIL)],
  }
}
