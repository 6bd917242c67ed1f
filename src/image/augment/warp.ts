import type { Random } from '../../random.ts'
import type { RgbImage } from '../types.ts'
import type { AugmentOptions } from './options.ts'

/** Output pixel (x, y), relative to the centre, to source pixel: source = centre + matrix * (x, y). */
export type Warp = {
  readonly xx: number
  readonly xy: number
  readonly yx: number
  readonly yy: number
  readonly centreX: number
  readonly centreY: number
}

/** A random affine view of a picture: turned, mirrored, zoomed, stretched and moved. */
export function drawWarp(
  image: { readonly width: number; readonly height: number },
  size: number,
  options: AugmentOptions,
  random: Random,
): Warp {
  const side = Math.min(image.width, image.height)
  const angle = options.rotate ? random.uniform(0, 2 * Math.PI) : 0
  const mirror = options.flip && random.chance(0.5) ? -1 : 1
  const [smallest, largest] = options.scale
  const zoom = Math.exp(random.uniform(Math.log(smallest), Math.log(largest)))
  const stretch = Math.exp(random.uniform(-options.aspect, options.aspect) / 2)
  const step = side / size / zoom
  const cosine = Math.cos(angle) * step
  const sine = Math.sin(angle) * step
  return {
    xx: cosine * stretch * mirror,
    xy: -sine / stretch,
    yx: sine * stretch * mirror,
    yy: cosine / stretch,
    centreX: image.width / 2 + random.uniform(-options.shift, options.shift) * side,
    centreY: image.height / 2 + random.uniform(-options.shift, options.shift) * side,
  }
}

/**
 * Bilinear sampling of the warped view, mirrored at the borders.
 *
 * @param out [size, size, 3] interleaved, 0 to 255
 */
export function sampleWarp(image: RgbImage, warp: Warp, size: number, out: Float32Array): void {
  const { data, width, height } = image
  const { xx, xy, yx, yy, centreX, centreY } = warp
  const [lastColumn, lastRow] = [width - 1, height - 1]
  const stride = width * 3
  const first = 0.5 - size / 2
  let target = 0
  for (let row = 0; row < size; row++) {
    const startX = centreX - 0.5 + xx * first + xy * (first + row)
    const startY = centreY - 0.5 + yx * first + yy * (first + row)
    for (let column = 0; column < size; column++) {
      const x = reflect(startX + xx * column, lastColumn)
      const y = reflect(startY + yx * column, lastRow)
      const left = x | 0
      const top = y | 0
      const topLeft = top * stride + left * 3
      const topRight = left < lastColumn ? topLeft + 3 : topLeft
      const below = top < lastRow ? stride : 0
      const bottomLeft = topLeft + below
      const bottomRight = topRight + below
      const right = x - left
      const lower = y - top
      const ofBottomRight = right * lower
      const ofBottomLeft = lower - ofBottomRight
      const ofTopRight = right - ofBottomRight
      const ofTopLeft = 1 - right - ofBottomLeft
      out[target] =
        ofTopLeft * data[topLeft]! +
        ofTopRight * data[topRight]! +
        ofBottomLeft * data[bottomLeft]! +
        ofBottomRight * data[bottomRight]!
      out[target + 1] =
        ofTopLeft * data[topLeft + 1]! +
        ofTopRight * data[topRight + 1]! +
        ofBottomLeft * data[bottomLeft + 1]! +
        ofBottomRight * data[bottomRight + 1]!
      out[target + 2] =
        ofTopLeft * data[topLeft + 2]! +
        ofTopRight * data[topRight + 2]! +
        ofBottomLeft * data[bottomLeft + 2]! +
        ofBottomRight * data[bottomRight + 2]!
      target += 3
    }
  }
}

/** Mirrors a coordinate into [0, last]. */
function reflect(position: number, last: number): number {
  let mirrored = position < 0 ? -position : position
  if (mirrored > last) {
    const period = 2 * last
    mirrored %= period
    if (mirrored > last) mirrored = period - mirrored
  }
  return mirrored
}
