import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { resizeImage, resizeRegion } from '../../src/image/resize.ts'
import type { RgbImage } from '../../src/image/types.ts'
import { flat, noise, pattern, pictureArbitrary } from './pictures.ts'

const sides = fc.integer({ min: 1, max: 30 })

/** Every source pixel weighed by its distance under the triangle, straight from the definition. */
function naiveResize({ width, height, data }: RgbImage, newWidth: number, newHeight: number) {
  const triangle = (at: number, position: number, scale: number) =>
    Math.max(0, 1 - Math.abs(at + 0.5 - (position + 0.5) * scale) / Math.max(1, scale))
  return Float64Array.from({ length: newWidth * newHeight * 3 }, (_, i) => {
    const [column, row] = [Math.floor(i / 3) % newWidth, Math.floor(i / 3 / newWidth)]
    let sum = 0
    let total = 0
    for (let y = 0; y < height; y++) {
      const down = triangle(y, row, height / newHeight)
      for (let x = 0; x < width; x++) {
        const weight = down * triangle(x, column, width / newWidth)
        sum += weight * data[(y * width + x) * 3 + (i % 3)]!
        total += weight
      }
    }
    return sum / total
  })
}

const largestDifference = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Math.max(...Array.from(a, (value, i) => Math.abs(value - b[i]!)))

function resizeToFloat(image: RgbImage, width: number, height: number) {
  const data = new Float32Array(width * height * 3)
  resizeRegion(
    image,
    { left: 0, top: 0, width: image.width, height: image.height },
    width,
    height,
    {
      data,
      pixelStride: 3,
      channelStride: 1,
      gain: [1, 1, 1],
      bias: [0, 0, 0],
    },
  )
  return data
}

describe('resizeRegion', () => {
  it('agrees with the definition of the filter', () => {
    fc.assert(
      fc.property(pictureArbitrary, sides, sides, (image, width, height) => {
        const resized = resizeToFloat(image, width, height)
        expect(largestDifference(resized, naiveResize(image, width, height))).toBeLessThan(1e-4)
      }),
    )
  })

  it('reads nothing outside its region', () => {
    const inner = noise(9, 7)
    const region = { left: 4, top: 2, width: 9, height: 7 }
    const around = (rgb: readonly number[]) => {
      const canvas = flat(20, 15, rgb)
      for (let row = 0; row < 7; row++) {
        const line = inner.data.subarray(row * 27, (row + 1) * 27)
        canvas.data.set(line, ((region.top + row) * 20 + region.left) * 3)
      }
      return canvas
    }
    const resize = (image: RgbImage) => {
      const data = new Float32Array(4 * 3 * 3)
      const plain = { gain: [1, 1, 1], bias: [0, 0, 0] } as const
      resizeRegion(image, region, 4, 3, { data, pixelStride: 3, channelStride: 1, ...plain })
      return data
    }
    expect(resize(around([0, 0, 0]))).toEqual(resize(around([255, 9, 77])))
    expect(resize(around([0, 0, 0]))).toEqual(resizeToFloat(inner, 4, 3))
  })

  it('writes channels first, with gain and bias, where the target says so', () => {
    const image = noise(6, 6)
    const plain = resizeToFloat(image, 3, 3)
    const data = new Float32Array(27)
    resizeRegion(image, { left: 0, top: 0, width: 6, height: 6 }, 3, 3, {
      data,
      pixelStride: 1,
      channelStride: 9,
      gain: [2, 1, 0],
      bias: [0, 5, -1],
    })
    for (let pixel = 0; pixel < 9; pixel++) {
      expect(data[pixel]).toBeCloseTo(2 * plain[pixel * 3]!, 3)
      expect(data[9 + pixel]).toBeCloseTo(plain[pixel * 3 + 1]! + 5, 3)
      expect(data[18 + pixel]).toBe(-1)
    }
  })
})

describe('resizeImage', () => {
  it('agrees with Pillow 13 (BILINEAR), which rounds between its two passes', () => {
    const pillow = [
      [110, 132, 141, 124, 134, 142, 127, 126, 135, 118, 129, 135, 121, 142, 124],
      [122, 141, 124, 138, 138, 125, 143, 130, 125, 126, 134, 121, 137, 132, 138],
      [120, 126, 136, 126, 125, 126, 136, 126, 128, 128, 124, 119, 134, 102, 143],
      [150, 115, 128, 145, 125, 125, 113, 130, 139, 132, 138, 127, 126, 120, 149],
    ].flat()
    const { data } = resizeImage(pattern(13, 11), 5, 4)
    expect(largestDifference(data, pillow)).toBeLessThanOrEqual(1)
  })

  it('keeps a picture of the right size as it is', () => {
    fc.assert(
      fc.property(pictureArbitrary, (image) => {
        const { data } = resizeImage(image, image.width, image.height)
        expect([...data]).toEqual([...image.data])
      }),
    )
  })

  it('keeps flat colour flat, and the rest between darkest and brightest', () => {
    fc.assert(
      fc.property(pictureArbitrary, sides, sides, (image, width, height) => {
        const { data } = resizeImage(image, width, height)
        expect(Math.min(...data)).toBeGreaterThanOrEqual(Math.min(...image.data))
        expect(Math.max(...data)).toBeLessThanOrEqual(Math.max(...image.data))
        const colour = [...image.data.subarray(0, 3)]
        const plain = resizeImage(flat(image.width, image.height, colour), width, height)
        expect([...plain.data]).toEqual([...flat(width, height, colour).data])
      }),
    )
  })

  it('mirrors with the picture', () => {
    const mirror = ({ width, height, data }: RgbImage): RgbImage => ({
      width,
      height,
      data: Uint8Array.from(data, (_, i) => {
        const [row, column] = [Math.floor(i / 3 / width), Math.floor(i / 3) % width]
        return data[(row * width + width - 1 - column) * 3 + (i % 3)]!
      }),
    })
    fc.assert(
      fc.property(pictureArbitrary, sides, sides, (image, width, height) => {
        const there = mirror(resizeImage(image, width, height))
        const other = resizeImage(mirror(image), width, height)
        expect(largestDifference(there.data, other.data)).toBeLessThanOrEqual(1)
      }),
    )
  })
})
