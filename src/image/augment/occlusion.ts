import type { Random } from '../../random.ts'

const MAX_HAIRS = 8
const MAX_ERASED_SHARE = 0.35

/** Draws dark curves one to two pixels wide across interleaved RGB [size, size, 3], in place. */
export function drawHairs(pixels: Float32Array, size: number, random: Random): void {
  const hairs = 1 + random.int(MAX_HAIRS)
  for (let hair = 0; hair < hairs; hair++) {
    const tone = random.uniform(10, 70)
    const thick = random.chance(0.4)
    const [x0, y0, x1, y1, x2, y2] = Array.from({ length: 6 }, () => random.uniform(0, size)) as [
      number,
      number,
      number,
      number,
      number,
      number,
    ]
    const points = size * 2
    for (let point = 0; point <= points; point++) {
      const t = point / points
      const u = 1 - t
      const x = Math.floor(u * u * x0 + 2 * u * t * x1 + t * t * x2)
      const y = Math.floor(u * u * y0 + 2 * u * t * y1 + t * t * y2)
      darken(pixels, size, x, y, tone)
      if (thick) darken(pixels, size, x + 1, y, tone)
    }
  }
}

function darken(pixels: Float32Array, size: number, x: number, y: number, tone: number): void {
  if (x < 0 || y < 0 || x >= size || y >= size) return
  const at = (y * size + x) * 3
  for (let channel = 0; channel < 3; channel++) {
    pixels[at + channel] = 0.25 * pixels[at + channel]! + 0.75 * tone
  }
}

/** Covers a random rectangle with one random grey (Zhong et al., Random erasing data augmentation, 2020). */
export function eraseRectangle(pixels: Float32Array, size: number, random: Random): void {
  const width = Math.ceil(random.uniform(0.08, MAX_ERASED_SHARE) * size)
  const height = Math.ceil(random.uniform(0.08, MAX_ERASED_SHARE) * size)
  const left = random.int(size - width + 1)
  const top = random.int(size - height + 1)
  const tone = random.uniform(60, 200)
  for (let row = top; row < top + height; row++) {
    const start = (row * size + left) * 3
    pixels.fill(tone, start, start + width * 3)
  }
}
