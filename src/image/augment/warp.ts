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
  let target = 0
  for (let row = 0; row < size; row++) {
    const y = row + 0.5 - size / 2
    for (let column = 0; column < size; column++) {
      const x = column + 0.5 - size / 2
      const sourceX = reflect(centreX + xx * x + xy * y - 0.5, width)
      const sourceY = reflect(centreY + yx * x + yy * y - 0.5, height)
      const left = sourceX | 0
      const top = sourceY | 0
      const fx = sourceX - left
      const fy = sourceY - top
      const right = left + 1 < width ? 3 : 0
      const below = top + 1 < height ? width * 3 : 0
      const source = (top * width + left) * 3
      for (let channel = 0; channel < 3; channel++) {
        const at = source + channel
        const upper = data[at]! + fx * (data[at + right]! - data[at]!)
        const belowLeft = data[at + below]!
        const lower = belowLeft + fx * (data[at + below + right]! - belowLeft)
        out[target++] = upper + fy * (lower - upper)
      }
    }
  }
}

/** Mirrors a coordinate into [0, length - 1]. */
function reflect(position: number, length: number): number {
  const last = length - 1
  let mirrored = position < 0 ? -position : position
  if (mirrored > last) {
    const period = 2 * last
    mirrored %= period
    if (mirrored > last) mirrored = period - mirrored
  }
  return mirrored
}
