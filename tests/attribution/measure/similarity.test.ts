import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { correlation, rankCorrelation } from '../../../src/attribution/measure/similarity.ts'

const values = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 3, maxLength: 20 })

describe('correlation', () => {
  it('by hand', () => {
    expect(correlation([1, 2, 3], [1, 3, 2])).toBeCloseTo(0.5)
    expect(correlation([1, 2, 3], [5, 5, 5])).toBeNull()
  })

  it('does not depend on scale and level, and turns with the sign', () => {
    fc.assert(
      fc.property(values, (numbers) => {
        const own = correlation(numbers, numbers)
        fc.pre(own !== null)
        expect(own).toBeCloseTo(1)
        expect(
          correlation(
            numbers,
            numbers.map((x) => 3 * x - 7),
          ),
        ).toBeCloseTo(1)
        expect(
          correlation(
            numbers,
            numbers.map((x) => -x),
          ),
        ).toBeCloseTo(-1)
      }),
    )
  })
})

describe('rankCorrelation', () => {
  it('shares the rank of equal values', () => {
    expect(rankCorrelation([1, 1, 2], [0, 0, 9])).toBeCloseTo(1)
    // ranks 0, 1, 2 and 0.5, 0.5, 2
    expect(rankCorrelation([1, 2, 3], [4, 4, 9])).toBeCloseTo(Math.sqrt(3) / 2)
  })

  it('depends on the order alone', () => {
    fc.assert(
      fc.property(values, (numbers) => {
        const own = rankCorrelation(numbers, numbers)
        fc.pre(own !== null)
        expect(
          rankCorrelation(
            numbers,
            numbers.map((x) => x ** 3 + x),
          ),
        ).toBeCloseTo(1)
      }),
    )
  })
})
