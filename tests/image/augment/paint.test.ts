import { describe, expect, it } from 'vitest'
import { paintPoint } from '../../../src/image/augment/paint.ts'
import { flatPixels } from './pixels.ts'

const SIZE = 5
const white = () => flatPixels(SIZE, [255, 255, 255])
const darkness = (pixels: Float32Array) =>
  Array.from({ length: SIZE * SIZE }, (_, i) => 255 - pixels[i * 3]!)

describe('paintPoint', () => {
  it('paints one pixel at its centre, by its opacity', () => {
    const pixels = white()
    paintPoint(pixels, SIZE, 2.5, 1.5, 55, 0.5)
    expect(darkness(pixels).flatMap((value, i) => (value > 0 ? [i, value] : []))).toEqual([
      SIZE + 2,
      100,
    ])
    expect([...pixels.subarray((SIZE + 2) * 3, (SIZE + 2) * 3 + 3)]).toEqual([155, 155, 155])
  })

  it('spreads over four between centres, in the same sum', () => {
    const pixels = white()
    paintPoint(pixels, SIZE, 2.25, 3.75, 0, 1)
    const dark = darkness(pixels)
    expect(dark.reduce((a, b) => a + b)).toBeCloseTo(255, 3)
    expect(dark[3 * SIZE + 2]).toBeCloseTo(255 * 0.75 * 0.75, 3)
    expect(dark[4 * SIZE + 1]).toBeCloseTo(255 * 0.25 * 0.25, 3)
  })

  it.each([
    [-3, 2],
    [2, 99],
    [-0.6, -0.6],
  ])('paints nothing at (%d, %d), outside', (x, y) => {
    const pixels = white()
    paintPoint(pixels, SIZE, x, y, 0, 1)
    expect(pixels).toEqual(white())
  })

  it('paints the part inside at a corner', () => {
    const pixels = white()
    paintPoint(pixels, SIZE, 0, 0, 0, 1)
    expect(darkness(pixels)[0]).toBeCloseTo(255 / 4, 3)
    expect(darkness(pixels).filter((value) => value > 0)).toHaveLength(1)
  })
})
