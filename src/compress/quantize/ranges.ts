import { LEVELS, type Quantization, quantizationOf, type Range, roundTrip } from './affine.ts'
import type { Histogram } from './histogram.ts'

/** How to choose what a tensor's 8 bits cover: all that was seen, or less for finer steps. */
export const RANGE_METHODS = ['min-max', 'percentile', 'mse', 'entropy'] as const
export type RangeMethod = (typeof RANGE_METHODS)[number]

/** Share of the numbers that `percentile` leaves out at either end. */
const TAIL = 5e-5
/** Candidate ends that `mse` and `entropy` try, between nothing and all that was seen. */
const CANDIDATES = 128

/**
 * The range that 8 bits should cover, widened to hold 0:
 *
 * - `min-max`: everything that was seen (Jacob et al., 2018);
 * - `percentile`: all but 0.005 % of the numbers at either end (McKinstry et al., Discovering Low-Precision Networks, 2019);
 * - `mse`: the least mean squared error between numbers and quantized numbers;
 * - `entropy`: the least Kullback-Leibler divergence of the quantized histogram from the histogram (Migacz, 8-bit Inference
 *   with TensorRT, 2017), without the bin of 0, which ReLU fills.
 */
export function chooseRange(histogram: Histogram, method: RangeMethod): Range {
  const seen = { min: Math.min(histogram.min, 0), max: Math.max(histogram.max, 0) }
  switch (method) {
    case 'min-max':
      return seen
    case 'percentile':
      return {
        min: Math.max(seen.min, Math.min(quantile(histogram, TAIL), 0)),
        max: Math.min(seen.max, Math.max(quantile(histogram, 1 - TAIL), 0)),
      }
    case 'mse':
      return search(seen, (quantization) => squaredError(histogram, quantization))
    case 'entropy':
      return search(seen, (quantization) => divergence(histogram, quantization))
  }
}

/** Shrinks the upper end, the lower one, and the upper one again, each to where the cost is least. */
function search(seen: Range, cost: (quantization: Quantization) => number): Range {
  let best = seen
  for (const end of ['max', 'min', 'max'] as const) {
    let least = Number.POSITIVE_INFINITY
    const { [end]: widest } = seen
    for (let step = CANDIDATES; step >= 1 && widest !== 0; step--) {
      const candidate = { ...best, [end]: (widest * step) / CANDIDATES }
      const found = cost(quantizationOf(candidate))
      if (found < least) {
        least = found
        best = candidate
      }
    }
  }
  return best
}

function squaredError({ low, binWidth, counts }: Histogram, quantization: Quantization): number {
  let sum = 0
  for (let bin = 0; bin < counts.length; bin++) {
    if (counts[bin] === 0) continue
    const centre = low + (bin + 0.5) * binWidth
    const error = centre - roundTrip(centre, quantization)
    sum += counts[bin]! * error * error
  }
  return sum
}

/**
 * Each level's count, spread evenly over its bins that are not empty, against the counts themselves, with what lies outside
 * added to the outermost bins inside.
 */
function divergence({ low, binWidth, counts }: Histogram, quantization: Quantization): number {
  const { scale, zeroPoint } = quantization
  const levelOf = (bin: number) => Math.round((low + (bin + 0.5) * binWidth) / scale) + zeroPoint
  const zeroBin = Math.floor(-low / binWidth)
  const first = firstBin(counts, (bin) => levelOf(bin) >= 0)
  const last = counts.length - 1 - firstBin(counts, (i) => levelOf(counts.length - 1 - i) <= LEVELS)
  const reference = counts.slice()
  for (let bin = 0; bin < first; bin++) reference[first]! += counts[bin]!
  for (let bin = last + 1; bin < counts.length; bin++) reference[last]! += counts[bin]!
  reference[zeroBin] = 0

  const mass = new Float64Array(LEVELS + 1)
  const bins = new Float64Array(LEVELS + 1)
  let [total, inside] = [0, 0]
  for (let bin = first; bin <= last; bin++) {
    if (reference[bin] === 0) continue
    const level = levelOf(bin)
    mass[level]! += counts[bin]!
    bins[level]!++
    total += reference[bin]!
    inside += counts[bin]!
  }
  let sum = 0
  for (let bin = first; bin <= last; bin++) {
    if (reference[bin] === 0) continue
    const level = levelOf(bin)
    const p = reference[bin]! / total
    sum += p * Math.log((p * inside * bins[level]!) / mass[level]!)
  }
  return sum
}

function firstBin(counts: Float64Array, holds: (bin: number) => boolean): number {
  let bin = 0
  while (bin < counts.length - 1 && !holds(bin)) bin++
  return bin
}

/** The number below which a share of the counts lies, evenly spread inside a bin. */
function quantile({ low, binWidth, counts }: Histogram, share: number): number {
  let left = share * counts.reduce((a, b) => a + b, 0)
  let bin = 0
  while (bin < counts.length - 1 && left > counts[bin]!) left -= counts[bin++]!
  return low + binWidth * (bin + (counts[bin]! > 0 ? left / counts[bin]! : 0))
}
