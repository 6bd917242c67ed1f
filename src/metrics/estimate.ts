import { type BootstrapOptions, bootstrapIntervals, type Interval } from './bootstrap.ts'

/** A number with its 95 % bootstrap interval; null where it is undefined, or the same on every draw. */
export type Estimate = { readonly value: number | null; readonly interval: Interval | null }

/** Named numbers, nested as they are read. */
export type Numbers = { readonly [name: string]: number | null | Numbers }

/** The same names over estimates. */
export type Estimated<T> = T extends number | null
  ? Estimate
  : { readonly [K in keyof T]: Estimated<T[K]> }

/**
 * Every number of a nested measurement with its interval, all from the same draws of whole groups.
 *
 * @param measure the numbers of some rows, always under the same names; a row may come more than once
 * @param groups one key a row: equal keys are drawn together
 * @throws DermaliteError `bad-argument`: see `bootstrapIntervals`
 */
export function estimateNumbers<T extends Numbers>(
  measure: (rows: Int32Array) => T,
  groups: ArrayLike<string | number>,
  options?: BootstrapOptions,
): Estimated<T> {
  const all = measure(Int32Array.from(groups, (_, row) => row))
  const intervals = bootstrapIntervals((rows) => flatten(measure(rows), ''), groups, options)
  return withIntervals(all, '', intervals) as Estimated<T>
}

function flatten(numbers: Numbers, path: string): Record<string, number | null> {
  return Object.fromEntries(
    Object.entries(numbers).flatMap(([name, value]) =>
      value === null || typeof value === 'number'
        ? [[`${path}/${name}`, value] as [string, number | null]]
        : Object.entries(flatten(value, `${path}/${name}`)),
    ),
  )
}

function withIntervals(
  numbers: Numbers,
  path: string,
  intervals: Readonly<Record<string, Interval>>,
): unknown {
  return Object.fromEntries(
    Object.entries(numbers).map(([name, value]) => {
      const place = `${path}/${name}`
      if (value !== null && typeof value !== 'number') {
        return [name, withIntervals(value, place, intervals)]
      }
      const interval = intervals[place]
      const known = value !== null && interval !== undefined && interval[0] < interval[1]
      return [name, { value, interval: known ? interval : null } satisfies Estimate]
    }),
  )
}
