import { type ColourMap, colourTable } from './colour-map.ts'
import { centreSquare } from './crop.ts'
import type { RgbImage, ScalarMap } from './types.ts'
import { upsample } from './upsample.ts'

export type OverlayOptions = {
  /** Opacity of the strongest heat, 0 to 1; it falls linearly to 0 where there is no heat. Default 0.6. */
  readonly opacity?: number
  /** Default viridis: its blue, green and yellow do not occur in skin. */
  readonly colourMap?: ColourMap
}

const DEFAULT_OPACITY = 0.6

/**
 * Paints a heat map over the centre square of a picture, the part that a network sees; the rest stays as it is.
 *
 * @param heat 0 to 1, of any size
 * @returns a new picture of the same size
 */
export function overlayHeatMap(
  image: RgbImage,
  heat: ScalarMap,
  { opacity = DEFAULT_OPACITY, colourMap = 'viridis' }: OverlayOptions = {},
): RgbImage {
  const { left, top, width, height } = centreSquare(image)
  const smooth = upsample(heat, width, height)
  const table = colourTable(colourMap)
  const data = new Uint8ClampedArray(image.data)
  for (let row = 0; row < height; row++) {
    let at = ((top + row) * image.width + left) * 3
    for (let column = 0; column < width; column++) {
      const value = smooth[row * width + column]!
      const colour = Math.round(value * 255) * 3
      const alpha = opacity * value
      for (let channel = 0; channel < 3; channel++) {
        const under = data[at]!
        data[at++] = under + alpha * (table[colour + channel]! - under)
      }
    }
  }
  return { width: image.width, height: image.height, data }
}

/**
 * The heat alone, to lay over a picture on a canvas: what `overlayHeatMap` blends, with its opacity in the alpha channel.
 *
 * @param heat 0 to 1, of any size; it covers the centre square of the picture
 * @returns [height, width, 4], RGBA, alpha not premultiplied, as `ImageData` takes it
 */
export function heatMapPixels(
  heat: ScalarMap,
  width: number,
  height: number,
  { opacity = DEFAULT_OPACITY, colourMap = 'viridis' }: OverlayOptions = {},
): Uint8ClampedArray<ArrayBuffer> {
  const smooth = upsample(heat, width, height)
  const table = colourTable(colourMap)
  const pixels = new Uint8ClampedArray(width * height * 4)
  for (let at = 0; at < smooth.length; at++) {
    const value = smooth[at]!
    const colour = Math.round(value * 255) * 3
    pixels[at * 4] = table[colour]!
    pixels[at * 4 + 1] = table[colour + 1]!
    pixels[at * 4 + 2] = table[colour + 2]!
    pixels[at * 4 + 3] = 255 * opacity * value
  }
  return pixels
}
