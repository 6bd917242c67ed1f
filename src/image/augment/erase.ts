import type { Random } from '../../random.ts'

/**
 * Covers a random rectangle with one random grey, in place (Zhong et al., Random erasing data augmentation, 2020).
 *
 * @param pixels [size, size, 3] interleaved, 0 to 255
 */
export function eraseRectangle(pixels: Float32Array, size: number, random: Random): void {
  const width = Math.ceil(random.uniform(0.08, 0.35) * size)
  const height = Math.ceil(random.uniform(0.08, 0.35) * size)
  const left = random.int(size - width + 1)
  const top = random.int(size - height + 1)
  const tone = random.uniform(60, 200)
  for (let row = top; row < top + height; row++) {
    const start = (row * size + left) * 3
    pixels.fill(tone, start, start + width * 3)
  }
}
