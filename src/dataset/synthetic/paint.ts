import { createInk, type Ink, mix } from './ink.ts'
import type { Amounts, Tissue } from './tissue.ts'

export type Point = { readonly x: number; readonly y: number }

/**
 * An antialiased disc.
 *
 * @param centre skin coordinates, millimetres
 * @param radius millimetres
 * @param softness share of the radius over which the border fades, 0 to 1
 */
export function paintDisc(
  tissue: Tissue,
  centre: Point,
  radius: number,
  softness: number,
  amounts: Amounts,
  opacity = 1,
): void {
  const { pitch } = tissue.projection
  const inner = radius * (1 - softness) - pitch / 2
  const fade = radius + pitch / 2 - inner
  cover(tissue, createInk(tissue, amounts), centre, centre, radius + pitch, (distance) => {
    const t = (distance - inner) / fade
    return opacity * (t <= 0 ? 1 : t >= 1 ? 0 : 1 - t * t * (3 - 2 * t))
  })
}

/**
 * An antialiased line through points, thinner than a pixel where need be.
 *
 * @param width millimetres, at the first and at the last point
 */
export function paintStroke(
  tissue: Tissue,
  points: readonly Point[],
  [widthStart, widthEnd]: readonly [number, number],
  amounts: Amounts,
  opacity = 1,
): void {
  const { pitch } = tissue.projection
  const ink = createInk(tissue, amounts)
  for (let i = 1; i < points.length; i++) {
    const width = widthStart + ((widthEnd - widthStart) * (i - 0.5)) / (points.length - 1)
    const half = Math.max(width, pitch) / 2
    const strength = opacity * Math.min(1, width / pitch)
    cover(tissue, ink, points[i - 1]!, points[i]!, half + pitch, (distance) => {
      const coverage = (half - distance) / pitch + 0.5
      return strength * Math.min(1, Math.max(0, coverage))
    })
  }
}

/** Mixes the ink in wherever a pixel is nearer than `reach` to the segment. */
function cover(
  { width, height, x, y, projection }: Tissue,
  ink: Ink,
  from: Point,
  to: Point,
  reach: number,
  coverageAt: (distance: number) => number,
): void {
  const start = toPixel(from, projection)
  const end = toPixel(to, projection)
  const margin = reach / projection.pitch
  const left = Math.max(0, Math.floor(Math.min(start.x, end.x) - margin))
  const right = Math.min(width - 1, Math.ceil(Math.max(start.x, end.x) + margin))
  const top = Math.max(0, Math.floor(Math.min(start.y, end.y) - margin))
  const bottom = Math.min(height - 1, Math.ceil(Math.max(start.y, end.y) + margin))
  const alongX = to.x - from.x
  const alongY = to.y - from.y
  const squared = alongX * alongX + alongY * alongY
  for (let row = top; row <= bottom; row++) {
    for (let index = row * width + left; index <= row * width + right; index++) {
      const dx = x[index]! - from.x
      const dy = y[index]! - from.y
      const t = squared > 0 ? Math.min(1, Math.max(0, (dx * alongX + dy * alongY) / squared)) : 0
      const distance = Math.hypot(dx - t * alongX, dy - t * alongY)
      if (distance <= reach) mix(ink, index, coverageAt(distance))
    }
  }
}

function toPixel(point: Point, { pitch, cosine, sine, centreX, centreY }: Tissue['projection']) {
  return {
    x: centreX + (cosine * point.x - sine * point.y) / pitch,
    y: centreY + (sine * point.x + cosine * point.y) / pitch,
  }
}
