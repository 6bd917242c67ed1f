import { viridisTable } from './colour-map.ts'
import { centreSquare } from './crop.ts'
import { resampleWeights } from './resample.ts'
import type { RgbImage, ScalarMap } from './types.ts'

export type OverlayOptions = {
  /** Opacity of the strongest heat, 0 to 1; it falls linearly to 0 where there is no heat. */
  readonly opacity?: number
}

const viridis = viridisTable()

/**
 * Paints a heat map over the centre square of a picture, the part that a network sees; the rest stays as it is.
 *
 * @param heat 0 to 1, of any size
 * @returns a new picture of the same size
 */
export function overlayHeatMap(
  image: RgbImage,
  heat: ScalarMap,
  { opacity = 0.7 }: OverlayOptions = {},
): RgbImage {
  const { left, top, width, height } = centreSquare(image)
  const smooth = upsample(heat, width, height)
  const data = new Uint8ClampedArray(image.data)
  for (let row = 0; row < height; row++) {
    let at = ((top + row) * image.width + left) * 3
    for (let column = 0; column < width; column++) {
      const value = smooth[row * width + column]!
      const colour = Math.round(value * 255) * 3
      const alpha = opacity * value
      for (let channel = 0; channel < 3; channel++) {
        const under = data[at]!
        data[at++] = under + alpha * (viridis[colour + channel]! - under)
      }
    }
  }
  return { width: image.width, height: image.height, data }
}

/** Bilinear, pixel centres aligned, edges extended: [height, width] of the new size. */
export function upsample(map: ScalarMap, width: number, height: number): Float32Array {
  const columns = resampleWeights(map.width, width)
  const rows = resampleWeights(map.height, height)
  const result = new Float32Array(width * height)
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      let sum = 0
      for (let y = 0; y < rows.taps; y++) {
        const start = (rows.starts[row]! + y) * map.width + columns.starts[column]!
        const rowWeight = rows.weights[row * rows.taps + y]!
        for (let x = 0; x < columns.taps; x++) {
          sum += rowWeight * columns.weights[column * columns.taps + x]! * map.data[start + x]!
        }
      }
      result[row * width + column] = sum
    }
  }
  return result
}
