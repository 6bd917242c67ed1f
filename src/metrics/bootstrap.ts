import { DermaliteError } from '../errors.ts'
import { createRandom } from '../random.ts'
import { evaluatePredictions, flattenMetrics } from './evaluate.ts'
import type { Predictions } from './predictions.ts'
import { centralInterval } from './quantile.ts'

export type Interval = [low: number, high: number]

export type BootstrapOptions = {
  /** How many times to draw; default 1000. */
  readonly resamples?: number
  /** Share of the resamples inside the interval; default 0.95. */
  readonly confidence?: number
  readonly seed?: number
}

/** Named numbers computed from some rows of a data set; a row may come more than once. Null: undefined on these rows. */
export type Statistics = (rows: Int32Array) => Record<string, number | null>

/**
 * Percentile intervals (Efron, 1979) of any statistics. Whole groups are drawn with replacement, because images of
 * one lesion are no independent evidence (cluster bootstrap; Field and Welsh, 2007).
 *
 * Draws on which a statistic is null (a rare class left out) do not count for it; a statistic that is null on more than
 * half of the draws gets no interval.
 *
 * @param groups one key a row: equal keys are drawn together; pass row numbers where every row stands alone
 * @throws DermaliteError `bad-argument`: no rows, resamples below 1, confidence outside (0, 1)
 */
export function bootstrapIntervals(
  statistics: Statistics,
  groups: ArrayLike<string | number>,
  options: BootstrapOptions = {},
): Record<string, Interval> {
  const { resamples = 1000, confidence = 0.95, seed = 0 } = options
  checkOptions(groups.length, resamples, confidence)
  const members = groupRows(groups)
  const random = createRandom(seed)
  const draws = new Map<string, number[]>()
  for (let i = 0; i < resamples; i++) {
    const rows = members.flatMap(() => members[random.int(members.length)]!)
    for (const [name, value] of Object.entries(statistics(Int32Array.from(rows)))) {
      if (!draws.has(name)) draws.set(name, [])
      if (value !== null) draws.get(name)!.push(value)
    }
  }
  return Object.fromEntries(
    [...draws]
      .filter(([, values]) => values.length >= resamples / 2)
      .map(([name, values]) => [name, centralInterval(values, confidence)]),
  )
}

/**
 * Intervals of the numbers of {@link flattenMetrics}, resampled by group (lesion). A number that is the same on every draw
 * gets none: 5 of 5 images found is no proof of certainty, and the bootstrap cannot say how uncertain it is.
 */
export function metricIntervals(
  predictions: Predictions & {
    readonly classes: readonly string[]
    readonly groups: ArrayLike<string | number>
  },
  options?: BootstrapOptions,
): Record<string, Interval> {
  const intervals = bootstrapIntervals(metricsOfRows(predictions), predictions.groups, options)
  return Object.fromEntries(Object.entries(intervals).filter(([, [low, high]]) => low < high))
}

export type PairedDifference = {
  /** Second minus first, on all rows. */
  difference: number
  /** Of the difference; a real difference leaves 0 outside. */
  interval: Interval
}

/**
 * Whether two models differ: both are measured on the same draws of the same images, so that what makes an image hard
 * for both cancels out.
 *
 * @param first statistics of one model, `second` of the other, over the same rows
 * @returns the statistics that both define on all rows and on at least half of the draws
 */
export function pairedBootstrap(
  first: Statistics,
  second: Statistics,
  groups: ArrayLike<string | number>,
  options?: BootstrapOptions,
): Record<string, PairedDifference> {
  const differences: Statistics = (rows) => {
    const before = first(rows)
    return Object.fromEntries(
      Object.entries(second(rows)).map(([name, after]) => {
        const value = before[name] ?? null
        return [name, value === null || after === null ? null : after - value]
      }),
    )
  }
  const onAll = differences(Int32Array.from(groups, (_, row) => row))
  const result: Record<string, PairedDifference> = {}
  for (const [name, interval] of Object.entries(bootstrapIntervals(differences, groups, options))) {
    const difference = onAll[name] ?? null
    if (difference !== null) result[name] = { difference, interval }
  }
  return result
}

/** The metrics of chosen rows, as {@link bootstrapIntervals} and {@link pairedBootstrap} take them. */
export function metricsOfRows(
  predictions: Predictions & { readonly classes: readonly string[] },
): Statistics {
  const { labels, probabilities, classes } = predictions
  const classCount = classes.length
  return (rows) => {
    const chosen = new Float64Array(rows.length * classCount)
    for (let i = 0; i < rows.length; i++) {
      const from = rows[i]! * classCount
      for (let k = 0; k < classCount; k++) chosen[i * classCount + k] = probabilities[from + k]!
    }
    const chosenLabels = rows.map((row) => labels[row]!)
    return flattenMetrics(
      evaluatePredictions({ labels: chosenLabels, probabilities: chosen, classes }),
    )
  }
}

/** The rows of each group, in the order in which groups first occur. */
export function groupRows(groups: ArrayLike<string | number>): number[][] {
  const members = new Map<string | number, number[]>()
  for (let row = 0; row < groups.length; row++) {
    const known = members.get(groups[row]!)
    if (known) known.push(row)
    else members.set(groups[row]!, [row])
  }
  return [...members.values()]
}

function checkOptions(rows: number, resamples: number, confidence: number): void {
  if (rows > 0 && Number.isInteger(resamples) && resamples > 0 && confidence > 0 && confidence < 1)
    return
  throw new DermaliteError(
    'bad-argument',
    `cannot bootstrap ${rows} rows with ${resamples} resamples at confidence ${confidence}`,
    'Pass at least one row, one resample or more, and a confidence between 0 and 1.',
  )
}
