import { bootstrapIntervals, type Interval, type Statistics } from '../../../metrics/bootstrap.ts'
import type { ComparedMean, Mean } from '../../../report/explanations-file.ts'

/** One number for each image; null where it is undefined, such as for an empty map. */
export type Values = readonly (number | null)[]

/** The mean over the images where there is a number, with its interval over lesions. */
export function meanWithInterval(values: Values, groups: readonly string[]): Mean {
  const [mean, interval] = summarise(groups, (rows) => meanOf(rows, values))
  return { mean, interval }
}

/** The same, beside what it is more than another's on the images where both have a number. */
export function comparedMean(
  values: Values,
  blob: Values | null,
  groups: readonly string[],
): ComparedMean {
  const own = meanWithInterval(values, groups)
  if (blob === null) return { ...own, overBlob: null }
  const differences = values.map((value, row) => {
    const other = blob[row] ?? null
    return value === null || other === null ? null : value - other
  })
  const [difference, interval] = summarise(groups, (rows) => meanOf(rows, differences))
  return { ...own, overBlob: { difference, interval } }
}

function summarise(
  groups: readonly string[],
  statistic: (rows: Int32Array) => number | null,
): [mean: number, interval: Interval] {
  const statistics: Statistics = (rows) => ({ mean: statistic(rows) })
  const all = statistic(Int32Array.from(groups, (_, row) => row)) ?? 0
  return [all, bootstrapIntervals(statistics, groups).mean ?? [all, all]]
}

function meanOf(rows: Int32Array, values: Values): number | null {
  let [sum, count] = [0, 0]
  for (const row of rows) {
    const value = values[row]!
    if (value === null) continue
    sum += value
    count++
  }
  return count === 0 ? null : sum / count
}
