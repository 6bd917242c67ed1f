const BINS = 2048

/** How often a tensor's numbers fall into bins of one width. */
export type Histogram = {
  readonly min: number
  readonly max: number
  /** Lower end of the first bin. */
  readonly low: number
  readonly binWidth: number
  readonly counts: Float64Array
}

export type HistogramRecorder = {
  /** @param values finite */
  add(values: Float32Array): void
  /** Undefined before the first value. */
  histogram(): Histogram | undefined
}

/** Counts numbers whose range is not known beforehand: where one falls outside, neighbouring bins merge to twice the width. */
export function createHistogramRecorder(): HistogramRecorder {
  const counts = new Float64Array(BINS)
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  let [low, binWidth] = [0, 0]

  function cover(first: number, last: number): void {
    if (binWidth === 0) {
      low = first
      binWidth = (last - first || Math.abs(first) || 1) / BINS
    }
    while (first < low) {
      low -= BINS * binWidth
      mergeInto(counts, BINS / 2)
      binWidth *= 2
    }
    while (last > low + BINS * binWidth) {
      mergeInto(counts, 0)
      binWidth *= 2
    }
  }

  return {
    add(values) {
      if (values.length === 0) return
      let [first, last] = [values[0]!, values[0]!]
      for (let i = 1; i < values.length; i++) {
        const value = values[i]!
        if (value < first) first = value
        else if (value > last) last = value
      }
      cover(first, last)
      for (let i = 0; i < values.length; i++) {
        counts[Math.min(Math.floor((values[i]! - low) / binWidth), BINS - 1)]!++
      }
      min = Math.min(min, first)
      max = Math.max(max, last)
    },
    histogram: () =>
      binWidth > 0 ? { min, max, low, binWidth, counts: counts.slice() } : undefined,
  }
}

/** Sums pairs of bins into one half of them, from `start` on, and empties the other half. */
function mergeInto(counts: Float64Array, start: number): void {
  const half = BINS / 2
  const merged = Float64Array.from({ length: half }, (_, i) => counts[2 * i]! + counts[2 * i + 1]!)
  counts.fill(0)
  counts.set(merged, start)
}
