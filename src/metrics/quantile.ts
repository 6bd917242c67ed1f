/**
 * Linear interpolation between the order statistics (Hyndman and Fan, Sample quantiles in statistical packages, 1996, type 7).
 *
 * @param sorted at least one number, ascending
 * @param share 0 is the smallest, 0.5 the median, 1 the largest
 */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  const position = share * (sorted.length - 1)
  const below = Math.floor(position)
  const above = Math.min(below + 1, sorted.length - 1)
  return sorted[below]! + (position - below) * (sorted[above]! - sorted[below]!)
}

/** What the share `confidence` of the values lies in, as much beyond on either side. */
export function centralInterval(values: readonly number[], confidence = 0.95): [number, number] {
  const sorted = Float64Array.from(values).sort()
  const tail = (1 - confidence) / 2
  return [quantile(sorted, tail), quantile(sorted, 1 - tail)]
}

/** Of an even count the mean of the two in the middle; NaN of none. */
export function median(values: readonly number[]): number {
  return quantile(
    values.toSorted((a, b) => a - b),
    0.5,
  )
}
