import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mcNemarTest } from '../../src/metrics/mcnemar.ts'

/** Flags of two classifiers of which one alone is right on so many images. */
function flags(onlyFirst: number, onlySecond: number, both = 5) {
  const first = [...Array(onlyFirst).fill(true), ...Array(onlySecond).fill(false)]
  return {
    first: [...first, ...Array(both).fill(true)],
    second: [...first.map((right) => !right), ...Array(both).fill(true)],
  }
}

const test = (onlyFirst: number, onlySecond: number, both?: number) => {
  const { first, second } = flags(onlyFirst, onlySecond, both)
  return mcNemarTest(first, second)
}

describe('mcNemarTest', () => {
  it('counts the images on which one alone is right', () => {
    expect(test(3, 8)).toMatchObject({ onlyFirst: 3, onlySecond: 8 })
  })

  it.each([
    // by hand: 2 (P(0) + … + P(k)) - P(k) of a fair coin
    [0, 5, 1 / 32],
    [1, 5, (2 * (1 + 6) - 6) / 64],
    [2, 2, (2 * (1 + 4 + 6) - 6) / 16],
    [1, 9, (2 * (1 + 10) - 10) / 1024],
  ])('gives %i against %i the p value that is known', (onlyFirst, onlySecond, p) => {
    expect(test(onlyFirst, onlySecond).p).toBeCloseTo(p, 12)
  })

  it('sees no difference where there is none', () => {
    expect(test(0, 0).p).toBe(1)
    expect(test(400, 400).p).toBeGreaterThan(0.95)
  })

  it('does not underflow', () => {
    expect(test(2000, 2100).p).toBeCloseTo(0.119, 2) // normal approximation: z = 100 / sqrt(4100)
  })

  it('gives p in [0, 1], whichever classifier comes first, however many images both get right', () => {
    const count = fc.nat({ max: 60 })
    fc.assert(
      fc.property(count, count, count, (a, b, both) => {
        const { p } = test(a, b, both)
        expect(p).toBeGreaterThan(0)
        expect(p).toBeLessThanOrEqual(1)
        expect(test(b, a, 0).p).toBe(p)
      }),
    )
  })

  it('refuses classifiers of different images', () => {
    expect(() => mcNemarTest([true], [])).toThrow(expect.objectContaining({ code: 'bad-argument' }))
  })
})
