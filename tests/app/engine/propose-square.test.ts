import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { proposeSquare } from '../../../app/engine/worker/propose-square.ts'

describe('the proposed square', () => {
  it('is twice as wide as the lesion, around its middle', () => {
    const lesion = { left: 1000, top: 700, width: 400, height: 300 }
    expect(proposeSquare({ width: 3000, height: 2000 }, lesion)).toEqual({
      left: 800,
      top: 450,
      width: 800,
      height: 800,
    })
  })

  it('is the centre square where no lesion was found', () => {
    expect(proposeSquare({ width: 400, height: 300 }, null)).toEqual({
      left: 50,
      top: 0,
      width: 300,
      height: 300,
    })
  })

  it('lies inside the picture, whatever the lesion', () => {
    const side = fc.integer({ min: 16, max: 4000 })
    fc.assert(
      fc.property(
        side,
        side,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 }),
        (width, height, [a, b, c, d]) => {
          const lesion = {
            left: Math.min(a!, b!) * width,
            top: Math.min(c!, d!) * height,
            width: Math.abs(a! - b!) * width,
            height: Math.abs(c! - d!) * height,
          }
          const square = proposeSquare({ width, height }, lesion)
          expect(square.width).toBe(square.height)
          expect(Math.min(square.left, square.top)).toBeGreaterThanOrEqual(0)
          expect(square.left + square.width).toBeLessThanOrEqual(width)
          expect(square.top + square.height).toBeLessThanOrEqual(height)
        },
      ),
    )
  })
})
