import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clipByGlobalNorm } from '../../src/train/clip.ts'
import { cloneParameters } from '../../src/train/parameters.ts'

const gradients = () =>
  new Map([
    ['a', Float32Array.of(3, 0)],
    ['b', Float32Array.of(0, -4)],
  ])

const element = fc.float({ min: -1000, max: 1000, noNaN: true })

describe('clipByGlobalNorm', () => {
  it('takes the norm over all tensors together: 3, 4 -> 5', () => {
    const clipped = gradients()
    expect(clipByGlobalNorm(clipped, 1)).toBe(5)
    expect(clipped.get('a')![0]).toBeCloseTo(0.6, 6)
    expect(clipped.get('b')![1]).toBeCloseTo(-0.8, 6)
  })

  it('leaves gradients within the bound as they are, to the bit', () => {
    const kept = gradients()
    expect(clipByGlobalNorm(kept, 5)).toBe(5)
    expect(kept).toEqual(gradients())
  })

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('reports %d and scales nothing', (value) => {
    const broken = gradients().set('c', Float32Array.of(1, value))
    expect(clipByGlobalNorm(broken, 1)).toBe(value)
    expect(broken.get('a')).toEqual(Float32Array.of(3, 0))
  })

  it('keeps the direction and ends at the bound or below', () => {
    fc.assert(
      fc.property(
        fc.array(element, { minLength: 1, maxLength: 8 }),
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        (values, bound) => {
          const original = new Map([['a', Float32Array.from(values)]])
          const clipped = cloneParameters(original)
          const norm = clipByGlobalNorm(clipped, bound)
          const factor = Math.min(1, bound / norm)
          original.get('a')!.forEach((value, i) => {
            expect(clipped.get('a')![i]).toBeCloseTo(norm === 0 ? 0 : value * factor, 4)
          })
          expect(clipByGlobalNorm(clipped, bound)).toBeLessThanOrEqual(bound * (1 + 1e-6))
        },
      ),
    )
  })
})
