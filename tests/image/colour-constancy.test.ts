import { describe, expect, it } from 'vitest'
import { shadesOfGrey } from '../../src/image/colour-constancy.ts'
import { flat, noise } from './pictures.ts'

const minkowskiMean = (pixels: Float32Array, channel: number) => {
  const values = pixels.filter((_, i) => i % 3 === channel)
  return (values.reduce((sum, value) => sum + value ** 6, 0) / values.length) ** (1 / 6)
}
const means = (pixels: Float32Array) => [0, 1, 2].map((channel) => minkowskiMean(pixels, channel))

describe('shadesOfGrey', () => {
  it('takes a colour cast out and keeps the brightness', () => {
    const cast = Float32Array.from(
      noise(20, 20).data,
      (value, i) => value * [0.8, 0.5, 0.3][i % 3]!,
    )
    const before = means(cast).reduce((a, b) => a + b)
    shadesOfGrey(cast)
    const [red, green, blue] = means(cast) as [number, number, number]
    expect(green).toBeCloseTo(red, 2)
    expect(blue).toBeCloseTo(red, 2)
    expect(red + green + blue).toBeCloseTo(before, 2)
  })

  it('makes one flat colour grey, and leaves grey alone', () => {
    const pixels = Float32Array.from(flat(4, 4, [120, 60, 30]).data)
    shadesOfGrey(pixels)
    for (const value of pixels) expect(value).toBeCloseTo(70, 3)
    const grey = Float32Array.from(flat(4, 4, [90, 90, 90]).data)
    shadesOfGrey(grey)
    for (const value of grey) expect(value).toBeCloseTo(90, 3)
  })

  it('keeps black, and nothing above 255', () => {
    const black = new Float32Array(30)
    shadesOfGrey(black)
    expect(black.every((value) => value === 0)).toBe(true)
    const pixels = Float32Array.of(255, 10, 10, 0, 200, 0)
    shadesOfGrey(pixels)
    expect(Math.max(...pixels)).toBeLessThanOrEqual(255)
  })

  it('leaves a channel that holds nothing at 0', () => {
    const pixels = Float32Array.of(90, 60, 0, 90, 60, 0)
    shadesOfGrey(pixels)
    expect([pixels[2], pixels[5]]).toEqual([0, 0])
    expect(pixels[0]).toBeCloseTo(50, 3)
  })
})
