import type { Ring } from './contour.ts'
import type { Region } from './crop.ts'
import type { RgbImage } from './types.ts'

export type Stroke = {
  /** Of the line, pixels. */
  readonly width: number
  readonly colour: readonly [red: number, green: number, blue: number]
  /** 0 to 1; default 1. */
  readonly opacity?: number
}

/**
 * Draws closed lines into a picture, antialiased by their distance from the centre of each pixel.
 *
 * @param rings 0 to 1 across `region`
 */
export function strokeRings(
  image: RgbImage,
  region: Region,
  rings: readonly Ring[],
  stroke: Stroke,
): void {
  const coverage = new Float32Array(region.width * region.height)
  for (const ring of rings) {
    for (let i = 0; i < ring.length; i += 2) {
      const j = (i + 2) % ring.length
      coverSegment(coverage, region, stroke.width / 2, [
        ring[i]! * region.width - 0.5,
        ring[i + 1]! * region.height - 0.5,
        ring[j]! * region.width - 0.5,
        ring[j + 1]! * region.height - 0.5,
      ])
    }
  }
  blend(image, region, coverage, stroke)
}

type Segment = readonly [x0: number, y0: number, x1: number, y1: number]

/** Raises the coverage of each pixel to that of the segment, so that joints are not painted twice. */
function coverSegment(
  coverage: Float32Array,
  { width, height }: Region,
  radius: number,
  [x0, y0, x1, y1]: Segment,
): void {
  const [dx, dy] = [x1 - x0, y1 - y0]
  const squared = dx * dx + dy * dy
  const reach = radius + 0.5
  const lastX = Math.min(width - 1, Math.ceil(Math.max(x0, x1) + reach))
  const lastY = Math.min(height - 1, Math.ceil(Math.max(y0, y1) + reach))
  const firstX = Math.max(0, Math.floor(Math.min(x0, x1) - reach))
  for (let y = Math.max(0, Math.floor(Math.min(y0, y1) - reach)); y <= lastY; y++) {
    for (let x = firstX; x <= lastX; x++) {
      const along = squared === 0 ? 0 : ((x - x0) * dx + (y - y0) * dy) / squared
      const nearest = Math.max(0, Math.min(1, along))
      const distance = Math.hypot(x - x0 - nearest * dx, y - y0 - nearest * dy)
      const covered = Math.max(0, Math.min(1, reach - distance))
      const at = y * width + x
      if (covered > coverage[at]!) coverage[at] = covered
    }
  }
}

function blend(
  { data, width }: RgbImage,
  region: Region,
  coverage: Float32Array,
  { colour, opacity = 1 }: Stroke,
): void {
  for (let row = 0; row < region.height; row++) {
    for (let column = 0; column < region.width; column++) {
      const alpha = coverage[row * region.width + column]! * opacity
      if (alpha === 0) continue
      const at = ((region.top + row) * width + region.left + column) * 3
      for (let channel = 0; channel < 3; channel++) {
        const under = data[at + channel]!
        data[at + channel] = Math.round(under + alpha * (colour[channel]! - under))
      }
    }
  }
}
