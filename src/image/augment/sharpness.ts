import { clampToByte } from './clamp.ts'

/**
 * Gaussian blur, in place, borders extended.
 *
 * @param pixels [size, size, 3] interleaved
 * @param sigma standard deviation in pixels
 */
export function blur(pixels: Float32Array, size: number, sigma: number): void {
  pixels.set(blurred(pixels, size, sigma))
}

/**
 * Unsharp masking, in place: moves away from the Gaussian blur of one pixel by `amount` times the distance to it.
 *
 * @param pixels [size, size, 3] interleaved, 0 to 255
 */
export function sharpen(pixels: Float32Array, size: number, amount: number): void {
  const smooth = blurred(pixels, size, 1)
  for (let i = 0; i < pixels.length; i++) {
    pixels[i] = clampToByte(pixels[i]! + amount * (pixels[i]! - smooth[i]!))
  }
}

function blurred(pixels: Float32Array, size: number, sigma: number): Float32Array {
  const kernel = gaussianKernel(sigma)
  const across = new Float32Array(pixels.length)
  const result = new Float32Array(pixels.length)
  convolveLines(pixels, across, size, 3, size * 3, kernel)
  convolveLines(across, result, size, size * 3, 3, kernel)
  return result
}

/** Half of a symmetric kernel, centre first; the whole sums to 1. */
function gaussianKernel(sigma: number): Float64Array {
  const half = Float64Array.from({ length: Math.ceil(3 * sigma) + 1 }, (_, distance) =>
    Math.exp(-0.5 * (distance / sigma) ** 2),
  )
  const sum = half.reduce((total, weight) => total + 2 * weight, -half[0]!)
  return half.map((weight) => weight / sum)
}

/** Along one axis: `step` between neighbours, `lane` between the lines. */
function convolveLines(
  source: Float32Array,
  target: Float32Array,
  size: number,
  step: number,
  lane: number,
  kernel: Float64Array,
): void {
  const centre = kernel[0]!
  const last = size - 1
  for (let position = 0; position < size; position++) {
    for (let line = 0; line < size; line++) {
      const start = line * lane
      const at = start + position * step
      let red = centre * source[at]!
      let green = centre * source[at + 1]!
      let blue = centre * source[at + 2]!
      for (let distance = 1; distance < kernel.length; distance++) {
        const before = start + Math.max(position - distance, 0) * step
        const after = start + Math.min(position + distance, last) * step
        const weight = kernel[distance]!
        red += weight * (source[before]! + source[after]!)
        green += weight * (source[before + 1]! + source[after + 1]!)
        blue += weight * (source[before + 2]! + source[after + 2]!)
      }
      target[at] = red
      target[at + 1] = green
      target[at + 2] = blue
    }
  }
}
