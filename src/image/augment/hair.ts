import type { Random } from '../../random.ts'
import { paintPoint } from './paint.ts'

const MAX_HAIRS = 8
const OPACITY = 0.75

/**
 * Draws dark curves, quadratic Bezier arcs one or two pixels wide, in place.
 *
 * @param pixels [size, size, 3] interleaved, 0 to 255
 */
export function drawHairs(pixels: Float32Array, size: number, random: Random): void {
  const hairs = 1 + random.int(MAX_HAIRS)
  for (let hair = 0; hair < hairs; hair++) drawHair(pixels, size, random)
}

function drawHair(pixels: Float32Array, size: number, random: Random): void {
  const tone = random.uniform(10, 70)
  const thick = random.chance(0.4)
  const point = () => ({ x: random.uniform(0, size), y: random.uniform(0, size) })
  const [root, bend, tip] = [point(), point(), point()]
  const steps = size * 2
  for (let step = 0; step <= steps; step++) {
    const t = step / steps
    const [a, b, c] = [(1 - t) ** 2, 2 * (1 - t) * t, t ** 2]
    const x = a * root.x + b * bend.x + c * tip.x
    const y = a * root.y + b * bend.y + c * tip.y
    paintPoint(pixels, size, x, y, tone, OPACITY)
    if (thick) paintPoint(pixels, size, x + 1, y, tone, OPACITY)
  }
}
