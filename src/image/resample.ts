/** For each output position along one axis: the first source position of its window, and the window's weights. */
export type ResampleWeights = {
  readonly starts: Int32Array
  /** [output, taps] row-major, rows sum to 1. */
  readonly weights: Float64Array
  /** Length of every window. */
  readonly taps: number
}

/**
 * Weights of an antialiased linear resampling: a triangle filter, widened by the reduction where it shrinks (Turkowski,
 * Filters for common resampling tasks, 1990), cut off and renormalised at the borders. The same filter as Pillow's
 * `BILINEAR` and torch's `interpolate(mode='bilinear', antialias=True)`.
 *
 * @param length source positions
 * @param size output positions
 */
export function resampleWeights(length: number, size: number): ResampleWeights {
  const scale = length / size
  const support = Math.max(1, scale)
  const taps = Math.min(length, Math.ceil(2 * support))
  const starts = new Int32Array(size)
  const weights = new Float64Array(size * taps)
  for (let position = 0; position < size; position++) {
    const centre = (position + 0.5) * scale - 0.5
    const leftmost = Math.floor(centre - support) + 1
    const start = Math.max(0, Math.min(leftmost, length - taps))
    const window = weights.subarray(position * taps, (position + 1) * taps)
    let sum = 0
    for (let tap = 0; tap < taps; tap++) {
      const weight = Math.max(0, 1 - Math.abs(start + tap - centre) / support)
      window[tap] = weight
      sum += weight
    }
    for (let tap = 0; tap < taps; tap++) window[tap]! /= sum
    starts[position] = start
  }
  return { starts, weights, taps }
}
