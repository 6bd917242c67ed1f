/** Two groups of values, and what they have in the mean. */
export type TwoMeans = { readonly low: number; readonly high: number }

const BINS = 128

/**
 * Parts values where the variance between the two groups is largest (Otsu, A threshold selection method from gray-level
 * histograms, 1979), on a histogram of 128 bins.
 *
 * @returns undefined where all values are equal
 */
export function otsuMeans(values: Float32Array): TwoMeans | undefined {
  const [low, high] = rangeOf(values)
  if (!(high > low)) return undefined
  const width = (high - low) / BINS
  const counts = new Float64Array(BINS)
  for (let i = 0; i < values.length; i++) {
    counts[Math.min(BINS - 1, Math.floor((values[i]! - low) / width))]! += 1
  }
  let total = 0
  for (let bin = 0; bin < BINS; bin++) total += bin * counts[bin]!
  let best = { low: 0, high: 0, variance: -1 }
  for (let bin = 0, n = 0, sum = 0; bin < BINS - 1; bin++) {
    n += counts[bin]!
    sum += bin * counts[bin]!
    const below = sum / n
    const above = (total - sum) / (values.length - n)
    const variance = n * (values.length - n) * (above - below) ** 2
    if (variance > best.variance) best = { low: below, high: above, variance }
  }
  return { low: low + (best.low + 0.5) * width, high: low + (best.high + 0.5) * width }
}

function rangeOf(values: Float32Array): readonly [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (let i = 0; i < values.length; i++) {
    if (values[i]! < low) low = values[i]!
    if (values[i]! > high) high = values[i]!
  }
  return [low, high]
}
