import type { RgbImage } from '../../../src/image/types.ts'
import { noise } from '../pictures.ts'

/** [size, size, 3], as the augmentations take it. */
export const noisePixels = (size: number, seed = 1) =>
  Float32Array.from(noise(size, size, seed).data)

export const flatPixels = (size: number, rgb: readonly number[]) =>
  Float32Array.from({ length: size * size * 3 }, (_, i) => rgb[i % 3]!)

export const mean = (values: ArrayLike<number>) =>
  Array.from(values).reduce((a, b) => a + b, 0) / values.length

export const meanDifference = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  mean(Array.from(a, (value, i) => Math.abs(value - b[i]!)))

/** Red grows with x by 2, green with y by 3; blue is flat. */
export function ramp(size: number): RgbImage {
  const data = Uint8Array.from({ length: size * size * 3 }, (_, i) => {
    const [x, y] = [Math.floor(i / 3) % size, Math.floor(i / 3 / size)]
    return [10 + 2 * x, 10 + 3 * y, 77][i % 3]!
  })
  return { width: size, height: size, data }
}
