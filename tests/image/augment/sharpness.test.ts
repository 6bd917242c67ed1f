import { describe, expect, it } from 'vitest'
import { blur, sharpen } from '../../../src/image/augment/sharpness.ts'
import { flatPixels, mean, meanDifference, noisePixels } from './pixels.ts'

const SIZE = 21

/** White in the middle of black. */
function point(): Float32Array {
  const pixels = new Float32Array(SIZE * SIZE * 3)
  pixels.fill(100, (10 * SIZE + 10) * 3, (10 * SIZE + 10) * 3 + 3)
  return pixels
}

const at = (pixels: Float32Array, x: number, y: number) => pixels[(y * SIZE + x) * 3]!

describe('blur', () => {
  it('spreads a point into a Gaussian of the right width', () => {
    const sigma = 0.9
    const pixels = point()
    blur(pixels, SIZE, sigma)
    let [sum, variance] = [0, 0]
    for (let x = 0; x < SIZE; x++) {
      for (let y = 0; y < SIZE; y++) {
        sum += at(pixels, x, y)
        variance += at(pixels, x, y) * (x - 10) ** 2
      }
    }
    expect(sum).toBeCloseTo(100, 3)
    expect(Math.abs(Math.sqrt(variance / sum) - sigma)).toBeLessThan(0.05)
    expect(at(pixels, 11, 10) / at(pixels, 10, 10)).toBeCloseTo(Math.exp(-0.5 / sigma ** 2), 4)
    expect(at(pixels, 12, 10)).toBeCloseTo(at(pixels, 10, 8), 5)
  })

  it('keeps flat colour up to the borders, and the channels apart', () => {
    const pixels = flatPixels(SIZE, [200, 100, 0])
    blur(pixels, SIZE, 1)
    expect(meanDifference(pixels, flatPixels(SIZE, [200, 100, 0]))).toBeLessThan(1e-4)
  })

  it('softens', () => {
    const pixels = noisePixels(SIZE)
    const contrast = (values: Float32Array) =>
      meanDifference(
        values,
        values.map(() => mean(values)),
      )
    const before = contrast(pixels)
    blur(pixels, SIZE, 0.7)
    expect(contrast(pixels)).toBeLessThan(0.8 * before)
  })

  it('may be wider than the picture', () => {
    const pixels = noisePixels(2)
    blur(pixels, 2, 1)
    expect(pixels.every((value) => value > 0 && value < 255)).toBe(true)
  })
})

describe('sharpen', () => {
  it('moves away from the blur by its amount', () => {
    const pixels = noisePixels(SIZE).map((value) => 100 + value / 10)
    const smooth = pixels.slice()
    blur(smooth, SIZE, 1)
    const sharp = pixels.slice()
    sharpen(sharp, SIZE, 0.5)
    sharp.forEach((value, i) => {
      expect(value).toBeCloseTo(pixels[i]! + 0.5 * (pixels[i]! - smooth[i]!), 3)
    })
  })

  it('keeps flat colour, and ends between 0 and 255', () => {
    const flat = flatPixels(SIZE, [200, 100, 0])
    sharpen(flat, SIZE, 1.2)
    expect(meanDifference(flat, flatPixels(SIZE, [200, 100, 0]))).toBeLessThan(1e-3)
    const noise = noisePixels(SIZE)
    sharpen(noise, SIZE, 1.2)
    expect([Math.min(...noise), Math.max(...noise)]).toEqual([0, 255])
  })
})
