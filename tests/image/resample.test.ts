import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { resampleWeights } from '../../src/image/resample.ts'

const lengths = fc.integer({ min: 1, max: 200 })

describe('resampleWeights', () => {
  it('averages where it halves, with the tails of the triangle', () => {
    const { starts, weights, taps } = resampleWeights(8, 4)
    expect({ starts: [...starts], taps }).toEqual({ starts: [0, 1, 3, 4], taps: 4 })
    expect([...weights.subarray(4, 8)]).toEqual([0.125, 0.375, 0.375, 0.125])
  })

  it('interpolates between the two nearest where it doubles', () => {
    const { starts, weights } = resampleWeights(3, 6)
    expect([...starts]).toEqual([0, 0, 0, 1, 1, 1])
    expect([...weights]).toEqual([1, 0, 0.75, 0.25, 0.25, 0.75, 0.75, 0.25, 0.25, 0.75, 0, 1])
  })

  it('keeps what has the right length', () => {
    fc.assert(
      fc.property(lengths, (length) => {
        const { starts, weights, taps } = resampleWeights(length, length)
        const line = Float64Array.from({ length }, (_, i) => i * i)
        for (let i = 0; i < length; i++) {
          let sum = 0
          for (let t = 0; t < taps; t++) sum += weights[i * taps + t]! * line[starts[i]! + t]!
          expect(sum).toBe(line[i])
        }
      }),
    )
  })

  it('stays inside, weighs nothing below 0, sums to 1 and is its own mirror image', () => {
    fc.assert(
      fc.property(lengths, lengths, (length, size) => {
        const { starts, weights, taps } = resampleWeights(length, size)
        const last = length - taps
        expect(starts.every((start) => start >= 0 && start <= last)).toBe(true)
        expect(Math.min(...weights)).toBeGreaterThanOrEqual(0)
        const dense = new Float64Array(size * length)
        starts.forEach((start, position) => {
          const window = weights.subarray(position * taps, (position + 1) * taps)
          expect(window.reduce((a, b) => a + b)).toBeCloseTo(1, 12)
          dense.set(window, position * length + start)
        })
        const mirrored = dense.slice().reverse()
        expect(Math.max(...dense.map((weight, i) => Math.abs(weight - mirrored[i]!)))).toBeLessThan(
          1e-12,
        )
      }),
      { numRuns: 60 },
    )
  })
})
