import { clampToByte } from './clamp.ts'

/** What is further away than this many pixels weighs nothing: three standard deviations of the widest blur. */
const RADIUS = 3

/**
 * Gaussian blur, in place, borders extended.
 *
 * @param pixels [size, size, 3] interleaved
 * @param sigma standard deviation in pixels, at most 1
 */
export function blur(pixels: Float32Array, size: number, sigma: number): void {
  const kernel = gaussianKernel(sigma)
  const row = size * 3
  for (let start = 0; start < pixels.length; start += row) {
    for (let channel = 0; channel < 3; channel++) {
      convolveLine(pixels, start + channel, 3, size, kernel)
    }
  }
  for (let column = 0; column < row; column++) convolveLine(pixels, column, row, size, kernel)
}

/**
 * Unsharp masking, in place: moves away from the Gaussian blur of one pixel by `amount` times the distance to it.
 *
 * @param pixels [size, size, 3] interleaved, 0 to 255
 */
export function sharpen(pixels: Float32Array, size: number, amount: number): void {
  const smooth = pixels.slice()
  blur(smooth, size, 1)
  for (let i = 0; i < pixels.length; i++) {
    pixels[i] = clampToByte(pixels[i]! + amount * (pixels[i]! - smooth[i]!))
  }
}

/** Half of a symmetric kernel, centre first; the whole sums to 1. */
function gaussianKernel(sigma: number): Float64Array {
  const half = Float64Array.from({ length: RADIUS + 1 }, (_, distance) =>
    Math.exp(-0.5 * (distance / sigma) ** 2),
  )
  const sum = half.reduce((total, weight) => total + 2 * weight, -half[0]!)
  return half.map((weight) => weight / sum)
}

/** One channel of one line, in place, `step` between neighbours: a window of seven values slides along it. */
function convolveLine(
  values: Float32Array,
  start: number,
  step: number,
  size: number,
  kernel: Float64Array,
): void {
  const [k0, k1, k2, k3] = [kernel[0]!, kernel[1]!, kernel[2]!, kernel[3]!]
  const last = start + (size - 1) * step
  const first = values[start]!
  let [before3, before2, before1, centre] = [first, first, first, first]
  let after1 = values[Math.min(start + step, last)]!
  let after2 = values[Math.min(start + 2 * step, last)]!
  let ahead = Math.min(start + RADIUS * step, last)
  for (let at = start; at <= last; at += step) {
    const after3 = values[ahead]!
    values[at] =
      k0 * centre + k1 * (before1 + after1) + k2 * (before2 + after2) + k3 * (before3 + after3)
    before3 = before2
    before2 = before1
    before1 = centre
    centre = after1
    after1 = after2
    after2 = after3
    ahead = ahead < last ? ahead + step : last
  }
}
