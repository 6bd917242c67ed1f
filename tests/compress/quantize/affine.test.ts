import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { quantizationOf, roundTrip } from '../../../src/compress/quantize/affine.ts'

const ends = fc
  .tuple(
    fc.float({ noNaN: true, min: -1e6, max: 1e6 }),
    fc.float({ noNaN: true, min: 0, max: 1e6 }),
  )
  .map(([min, span]) => ({ min, max: min + span }))

describe('quantizationOf', () => {
  it('represents 0 exactly, and every number of the range to half a step and what 0 moved the ends', () => {
    fc.assert(
      fc.property(ends, fc.double({ min: 0, max: 1, noNaN: true }), ({ min, max }, share) => {
        const quantization = quantizationOf({ min, max })
        expect(quantization.zeroPoint).toBeGreaterThanOrEqual(0)
        expect(quantization.zeroPoint).toBeLessThanOrEqual(255)
        expect(roundTrip(0, quantization)).toBe(0)
        const value = min + share * (max - min)
        const error = Math.abs(roundTrip(value, quantization) - value)
        expect(error).toBeLessThanOrEqual(quantization.scale * 1.001)
      }),
    )
  })

  it('covers [0, 6] from 0 to 255', () => {
    const quantization = quantizationOf({ min: 0, max: 6 })
    expect(quantization).toEqual({ scale: Math.fround(6 / 255), zeroPoint: 0 })
    expect(roundTrip(6, quantization)).toBeCloseTo(6, 6)
    expect(roundTrip(7, quantization)).toBe(roundTrip(6, quantization))
    expect(roundTrip(-1, quantization)).toBe(0)
  })

  it('widens a range that leaves 0 out', () => {
    expect(quantizationOf({ min: 2, max: 5 })).toEqual(quantizationOf({ min: 0, max: 5 }))
    expect(quantizationOf({ min: -5, max: -2 }).zeroPoint).toBe(255)
  })

  it('has a scale for a range of nothing', () => {
    expect(quantizationOf({ min: 0, max: 0 })).toEqual({ scale: 1, zeroPoint: 0 })
  })
})
