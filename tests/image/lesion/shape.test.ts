import { describe, expect, it } from 'vitest'
import type { Mask } from '../../../src/image/lesion/mask.ts'
import { borderShareOf, boxOf, contrastOf, oneSidedCut } from '../../../src/image/lesion/shape.ts'

/** A disc in a mask of 80 x 60. */
function disc(x: number, y: number, radius: number): Mask {
  const [width, height] = [80, 60]
  const data = Uint8Array.from({ length: width * height }, (_, i) =>
    Math.hypot((i % width) + 0.5 - x, Math.floor(i / width) + 0.5 - y) < radius ? 1 : 0,
  )
  return { width, height, data }
}

describe('oneSidedCut', () => {
  it('is 0 for a whole lesion and for one that fills the picture evenly', () => {
    expect(oneSidedCut(disc(40, 30, 20))).toBe(0)
    expect(oneSidedCut(disc(40, 30, 200))).toBe(0)
    expect(oneSidedCut(disc(40, 30, 36))).toBe(0)
  })

  it('grows as a lesion leaves the picture', () => {
    const [grazed, half] = [oneSidedCut(disc(18, 30, 20)), oneSidedCut(disc(0, 30, 20))]
    expect(half).toBeCloseTo(40 / 120, 2)
    expect(grazed).toBeGreaterThan(0)
    expect(grazed).toBeLessThan(half)
    expect(oneSidedCut(disc(40, 60, 20))).toBeCloseTo(half, 2)
  })

  it('is 0 for nothing', () => {
    expect(oneSidedCut(disc(40, 30, 0))).toBe(0)
  })
})

describe('borderShareOf', () => {
  it('is the share of the border that is covered', () => {
    expect(borderShareOf(disc(40, 30, 20))).toBe(0)
    expect(borderShareOf(disc(40, 30, 200))).toBe(1)
    expect(borderShareOf(disc(0, 30, 20))).toBeCloseTo(40 / 280, 2)
  })
})

describe('contrastOf', () => {
  it('is the difference of the means', () => {
    const mask = disc(40, 30, 20)
    const data = Float32Array.from(mask.data, (inside) => 30 + 50 * inside)
    expect(contrastOf({ ...mask, data }, mask)).toBeCloseTo(50)
    expect(contrastOf({ ...mask, data }, disc(40, 30, 0))).toBe(0)
    expect(contrastOf({ ...mask, data }, disc(40, 30, 200))).toBe(0)
  })
})

describe('boxOf', () => {
  it('just holds the mask, in pixels of the picture', () => {
    const image = { width: 800, height: 600, data: new Uint8Array(0) }
    expect(boxOf(disc(40, 30, 20), image)).toEqual({ left: 200, top: 100, width: 400, height: 400 })
    expect(boxOf(disc(80, 0, 10), image)).toEqual({ left: 700, top: 0, width: 100, height: 100 })
  })
})
