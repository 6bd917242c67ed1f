/** For each output position along one axis: where its source window starts, and the window's weights. */
export type ResampleWeights = {
  readonly starts: Int32Array
  readonly counts: Int32Array
  /** [output, taps] row-major; rows sum to 1. */
  readonly weights: Float64Array
  readonly taps: number
}

/**
 * Weights of an antialiased linear resampling: the triangle filter, widened by the reduction where it shrinks (Turkowski,
 * Filters for common resampling tasks, 1990; the same as Pillow's BILINEAR).
 *
 * @param offset first source pixel, @param length source pixels, @param size output pixels
 */
export function resampleWeights(offset: number, length: number, size: number): ResampleWeights {
  const scale = length / size
  const support = Math.max(1, scale)
  const taps = Math.ceil(support) * 2 + 1
  const starts = new Int32Array(size)
  const counts = new Int32Array(size)
  const weights = new Float64Array(size * taps)
  for (let position = 0; position < size; position++) {
    const centre = (position + 0.5) * scale
    const first = Math.max(0, Math.floor(centre - support + 0.5))
    const last = Math.min(length, Math.floor(centre + support + 0.5))
    let sum = 0
    for (let source = first; source < last; source++) {
      const distance = Math.abs((source + 0.5 - centre) / support)
      const weight = Math.max(0, 1 - distance)
      weights[position * taps + source - first] = weight
      sum += weight
    }
    for (let tap = 0; tap < last - first; tap++) weights[position * taps + tap]! /= sum
    starts[position] = offset + first
    counts[position] = last - first
  }
  return { starts, counts, weights, taps }
}
