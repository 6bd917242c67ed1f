import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clipFactor, globalNorm } from '../../src/train/clip.ts'

const gradients = () =>
  new Map([
    ['a', Float32Array.of(3, 0)],
    ['b', Float32Array.of(0, -4)],
  ])

describe('globalNorm', () => {
  it('is that of all tensors together: 3, 4 -> 5', () => {
    expect(globalNorm(gradients())).toBe(5)
  })

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('shows that an element is %d', (value) => {
    expect(globalNorm(gradients().set('c', Float32Array.of(1, value)))).toBe(value)
  })
})

describe('clipFactor', () => {
  it('is exactly 1 within the bound', () => {
    expect(clipFactor(5, 5)).toBe(1)
    expect(clipFactor(0, 5)).toBe(1)
  })

  it('brings every longer norm to the bound', () => {
    const positive = fc.double({ min: 0.01, max: 1e6, noNaN: true })
    fc.assert(
      fc.property(positive, positive, (norm, bound) => {
        const clipped = norm * clipFactor(norm, bound)
        expect(clipped).toBeLessThanOrEqual(bound * (1 + 1e-12))
        expect(clipped).toBeCloseTo(Math.min(norm, bound), 6)
      }),
    )
  })
})
