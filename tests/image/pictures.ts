import fc from 'fast-check'
import type { RgbImage } from '../../src/image/types.ts'
import { createRandom } from '../../src/random.ts'

/** Every value drawn by itself. */
export function noise(width: number, height: number, seed = 1): RgbImage {
  const random = createRandom(seed)
  const data = Uint8Array.from({ length: width * height * 3 }, () => random.int(256))
  return { width, height, data }
}

export function flat(width: number, height: number, rgb: readonly number[]): RgbImage {
  return {
    width,
    height,
    data: Uint8Array.from({ length: width * height * 3 }, (_, i) => rgb[i % 3]!),
  }
}

/** Values by position and channel, the same on every machine. */
export function pattern(width: number, height: number): RgbImage {
  const value = (x: number, y: number, channel: number) =>
    (x * 37 + y * 91 + channel * 53 + x * y * 7) % 256
  const data = Uint8Array.from({ length: width * height * 3 }, (_, i) => {
    const pixel = Math.floor(i / 3)
    return value(pixel % width, Math.floor(pixel / width), i % 3)
  })
  return { width, height, data }
}

export const pixel = ({ width, data }: RgbImage, x: number, y: number): number[] => [
  ...data.subarray((y * width + x) * 3, (y * width + x) * 3 + 3),
]

/** Small noisy pictures of any shape. */
export const pictureArbitrary = fc
  .record({
    width: fc.integer({ min: 1, max: 24 }),
    height: fc.integer({ min: 1, max: 24 }),
    seed: fc.nat(),
  })
  .map(({ width, height, seed }) => noise(width, height, seed))
