import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { compressAsJpeg } from '../../../src/image/augment/jpeg.ts'
import { createRandom } from '../../../src/random.ts'
import { flatPixels, meanDifference, noisePixels } from './pixels.ts'

/** Soft blobs of colour with some noise: closer to skin than noise alone. */
function skin(size: number): Uint8Array {
  const random = createRandom(3)
  return Uint8Array.from({ length: size * size * 3 }, (_, i) => {
    const [x, y] = [Math.floor(i / 3) % size, Math.floor(i / 3 / size)]
    const wave = 30 * Math.sin(x / 9 + (i % 3)) + 25 * Math.cos(y / 7)
    return [190, 130, 110][i % 3]! + wave + random.uniform(-6, 6)
  })
}

describe('compressAsJpeg', () => {
  it.each([30, 60, 90])('loses what libjpeg loses at quality %i', async (quality) => {
    const size = 64
    const original = skin(size)
    const ours = Float32Array.from(original)
    compressAsJpeg(ours, size, quality)
    const jpeg = await sharp(original, { raw: { width: size, height: size, channels: 3 } })
      .jpeg({ quality, chromaSubsampling: '4:4:4' })
      .toBuffer()
    const theirs = await sharp(jpeg).raw().toBuffer()
    const loss = meanDifference(original, theirs)
    expect(meanDifference(ours, theirs)).toBeLessThan(Math.min(1, loss / 2))
    expect(meanDifference(ours, original)).toBeGreaterThan(loss * 0.8)
    expect(meanDifference(ours, original)).toBeLessThan(loss * 1.2)
  })

  it('keeps nearly everything at quality 100, and flat colour at any', () => {
    const original = noisePixels(24)
    const pixels = original.slice()
    compressAsJpeg(pixels, 24, 100)
    expect(meanDifference(pixels, original)).toBeLessThan(1)
    const flat = flatPixels(16, [128, 128, 128])
    compressAsJpeg(flat, 16, 10)
    expect(meanDifference(flat, flatPixels(16, [128, 128, 128]))).toBeLessThan(1e-4)
  })

  it('treats a part of a block at the border as if the picture went on', () => {
    const original = noisePixels(13)
    const pixels = original.slice()
    compressAsJpeg(pixels, 13, 100)
    expect(pixels).toHaveLength(original.length)
    expect(meanDifference(pixels, original)).toBeLessThan(1)
  })

  it('ends between 0 and 255', () => {
    const pixels = Float32Array.from(noisePixels(32), (value) => (value < 128 ? 0 : 255))
    compressAsJpeg(pixels, 32, 30)
    expect(Math.min(...pixels)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...pixels)).toBeLessThanOrEqual(255)
  })
})
