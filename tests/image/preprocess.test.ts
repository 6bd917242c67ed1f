import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { centreSquare } from '../../src/image/crop.ts'
import { normalise } from '../../src/image/normalise.ts'
import { preprocess } from '../../src/image/preprocess.ts'
import { resizeRegion } from '../../src/image/resize.ts'
import { IMAGENET_MEAN, IMAGENET_STD, type RgbImage } from '../../src/image/types.ts'
import { flat, noise, pattern, pictureArbitrary } from './pictures.ts'

const spec = (size: number) => ({ size, mean: IMAGENET_MEAN, std: IMAGENET_STD })

function crop(image: RgbImage): RgbImage {
  const { left, top, width, height } = centreSquare(image)
  const data = new Uint8Array(width * height * 3)
  for (let row = 0; row < height; row++) {
    const start = ((top + row) * image.width + left) * 3
    data.set(image.data.subarray(start, start + width * 3), row * width * 3)
  }
  return { width, height, data }
}

/** One step after the other, each with an array of its own. */
function stepByStep(image: RgbImage, size: number): Float32Array {
  const square = crop(image)
  const pixels = new Float32Array(size * size * 3)
  resizeRegion(
    square,
    { left: 0, top: 0, width: square.width, height: square.height },
    size,
    size,
    {
      data: pixels,
      pixelStride: 3,
      channelStride: 1,
      gain: [1, 1, 1],
      bias: [0, 0, 0],
    },
  )
  return normalise(pixels, spec(size), new Float32Array(pixels.length))
}

describe('preprocess', () => {
  it('is crop, resize and normalise in one', () => {
    fc.assert(
      fc.property(pictureArbitrary, fc.integer({ min: 1, max: 30 }), (image, size) => {
        const fused = preprocess(image, spec(size))
        const expected = stepByStep(image, size)
        expect(fused).toHaveLength(3 * size * size)
        const differences = fused.map((value, i) => Math.abs(value - expected[i]!))
        expect(Math.max(...differences)).toBeLessThan(1e-5)
      }),
    )
  })

  it('gives the bits that every platform gives', () => {
    const bits = preprocess(pattern(101, 67), spec(32))
    const digest = createHash('sha256').update(new Uint8Array(bits.buffer)).digest('hex')
    expect(digest).toBe('1d8e1bf39ca59f132101807445e169c3a67037bc350b54354750d2b6b820a74f')
  })

  it('writes into the array it is given, and nowhere else in it', () => {
    const image = noise(40, 30)
    const out = new Float32Array(3 * 256 + 5).fill(7)
    expect(preprocess(image, spec(16), out)).toBe(out)
    expect(out.subarray(0, 3 * 256)).toEqual(preprocess(image, spec(16)))
    expect([...out.subarray(3 * 256)]).toEqual([7, 7, 7, 7, 7])
  })

  it('sees the middle alone', () => {
    const image = flat(60, 20, [200, 100, 50])
    for (let row = 0; row < 20; row++) {
      image.data.fill(0, row * 180, row * 180 + 60)
      image.data.fill(255, row * 180 + 120, row * 180 + 180)
    }
    expect(preprocess(image, spec(16))).toEqual(preprocess(flat(20, 20, [200, 100, 50]), spec(16)))
  })
})
