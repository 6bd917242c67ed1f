import type { Random } from '../../random.ts'
import { paintPoint } from './paint.ts'

const MARKS_BETWEEN_LONG_ONES = 5

/**
 * Draws the scale of a dermatoscope, in place: parallel marks along a straight line near a border, each fifth one longer.
 *
 * @param pixels [size, size, 3] interleaved, 0 to 255
 */
export function drawRuler(pixels: Float32Array, size: number, random: Random): void {
  const tone = random.chance(0.7) ? random.uniform(0, 60) : random.uniform(200, 255)
  const spacing = size * random.uniform(0.03, 0.08)
  const length = size * random.uniform(0.03, 0.06)
  const distance = size * random.uniform(0.3, 0.48)
  const angle = random.uniform(0, 2 * Math.PI)
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)]
  const reach = Math.ceil(size / spacing)
  for (let mark = -reach; mark <= reach; mark++) {
    const along = mark * spacing
    const outer = distance + (mark % MARKS_BETWEEN_LONG_ONES === 0 ? 2 * length : length)
    for (let out = distance; out < outer; out += 0.5) {
      const x = size / 2 + out * cosine - along * sine
      const y = size / 2 + out * sine + along * cosine
      paintPoint(pixels, size, x, y, tone, 0.6)
    }
  }
}
