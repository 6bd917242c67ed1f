import { type ResampleWeights, resampleWeights } from './resample.ts'
import type { RgbImage } from './types.ts'

export type Region = {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/**
 * Antialiased linear resize of a region, rows first.
 *
 * @returns interleaved RGB, [height, width, 3], 0 to 255, not rounded
 */
export function resizeRegion(
  image: RgbImage,
  region: Region,
  width: number,
  height: number,
): Float32Array {
  const columns = resampleWeights(region.left, region.width, width)
  const rows = resampleWeights(region.top, region.height, height)
  const narrowed = resampleColumns(image, region, columns, width)
  return resampleRows(narrowed, region.top, rows, width, height)
}

/** Antialiased linear resize of the whole picture, rounded back to 8 bits. */
export function resizeImage(image: RgbImage, width: number, height: number): RgbImage {
  const region = { left: 0, top: 0, width: image.width, height: image.height }
  const data = Uint8ClampedArray.from(resizeRegion(image, region, width, height))
  return { width, height, data }
}

function resampleColumns(
  { data, width: stride }: RgbImage,
  { top, height }: Region,
  { starts, counts, weights, taps }: ResampleWeights,
  width: number,
): Float32Array {
  const result = new Float32Array(height * width * 3)
  let target = 0
  for (let row = top; row < top + height; row++) {
    for (let column = 0; column < width; column++) {
      const count = counts[column]!
      let source = (row * stride + starts[column]!) * 3
      let weightIndex = column * taps
      let red = 0
      let green = 0
      let blue = 0
      for (let tap = 0; tap < count; tap++) {
        const weight = weights[weightIndex++]!
        red += weight * data[source]!
        green += weight * data[source + 1]!
        blue += weight * data[source + 2]!
        source += 3
      }
      result[target] = red
      result[target + 1] = green
      result[target + 2] = blue
      target += 3
    }
  }
  return result
}

function resampleRows(
  source: Float32Array,
  top: number,
  { starts, counts, weights, taps }: ResampleWeights,
  width: number,
  height: number,
): Float32Array {
  const length = width * 3
  const result = new Float32Array(height * length)
  const sums = new Float64Array(length)
  for (let row = 0; row < height; row++) {
    sums.fill(0)
    for (let tap = 0; tap < counts[row]!; tap++) {
      const weight = weights[row * taps + tap]!
      const start = (starts[row]! - top + tap) * length
      for (let i = 0; i < length; i++) sums[i]! += weight * source[start + i]!
    }
    result.set(sums, row * length)
  }
  return result
}
