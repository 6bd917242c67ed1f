import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  inside,
  largestSide,
  moved,
  smallestSide,
  toFrame,
  toRegion,
  zoomed,
} from '../../../../app/features/crop/frame.ts'

const picture = fc.record({
  width: fc.integer({ min: 16, max: 5000 }),
  height: fc.integer({ min: 16, max: 5000 }),
})
const frame = fc.record({
  x: fc.double({ min: -1e4, max: 1e4, noNaN: true }),
  y: fc.double({ min: -1e4, max: 1e4, noNaN: true }),
  side: fc.double({ min: 1, max: 1e4, noNaN: true }),
})

describe('a frame', () => {
  it('becomes a square of whole pixels inside the picture, wherever it is', () => {
    fc.assert(
      fc.property(frame, picture, (frame, picture) => {
        const { left, top, width, height } = toRegion(frame, picture)
        expect([left, top, width].every(Number.isInteger)).toBe(true)
        expect(width).toBe(height)
        expect(width).toBeGreaterThan(0)
        expect(Math.min(left, top)).toBeGreaterThanOrEqual(0)
        expect(left + width).toBeLessThanOrEqual(picture.width)
        expect(top + height).toBeLessThanOrEqual(picture.height)
      }),
    )
  })

  it('survives the way to a region and back', () => {
    const region = { left: 40, top: 10, width: 120, height: 120 }
    expect(toRegion(toFrame(region), { width: 400, height: 300 })).toEqual(region)
  })

  it('moves as far as the picture reaches', () => {
    const picture = { width: 400, height: 300 }
    const start = { x: 200, y: 150, side: 100 }
    expect(moved(start, 20, -30, picture)).toEqual({ x: 220, y: 120, side: 100 })
    expect(moved(start, 1000, 1000, picture)).toEqual({ x: 350, y: 250, side: 100 })
  })

  it('zooms between the whole picture and 64 pixels', () => {
    const picture = { width: 400, height: 300 }
    const start = inside({ x: 200, y: 150, side: 200 }, picture)
    expect(zoomed(start, 1e6, picture).side).toBe(smallestSide(picture))
    expect(zoomed(start, 1e-6, picture).side).toBe(largestSide(picture))
  })

  it('zooms about a point, which keeps its place', () => {
    const picture = { width: 4000, height: 3000 }
    const start = { x: 2000, y: 1500, side: 1000 }
    const anchor = { x: 2200, y: 1400 }
    const place = ({ x, y, side }: typeof start) => [(anchor.x - x) / side, (anchor.y - y) / side]
    const [u, v] = place(zoomed(start, 2, picture, anchor))
    expect(u).toBeCloseTo(0.2, 9)
    expect(v).toBeCloseTo(-0.1, 9)
  })
})
