import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { logSoftmax, softmax } from '../../src/metrics/softmax.ts'

const logitsArbitrary = fc.array(fc.double({ min: -50, max: 50, noNaN: true }), {
  minLength: 3,
  maxLength: 3,
})

describe('softmax', () => {
  it('agrees with the textbook: ln 1, ln 2, ln 5 become 1/8, 2/8, 5/8', () => {
    const [a, b, c] = softmax([Math.log(1), Math.log(2), Math.log(5)], 3)
    expect(a).toBeCloseTo(0.125, 14)
    expect(b).toBeCloseTo(0.25, 14)
    expect(c).toBeCloseTo(0.625, 14)
  })

  it('normalises each row by itself', () => {
    const rows = softmax([0, 0, 5, 5], 2)
    expect([...rows]).toEqual([0.5, 0.5, 0.5, 0.5])
  })

  it('neither overflows nor loses the small probability in its logarithm', () => {
    expect([...softmax([1e4, 0], 2)]).toEqual([1, 0])
    expect([...logSoftmax([1e4, 0], 2)]).toEqual([0, -1e4])
  })

  it('sums to 1, keeps the order, and ignores a constant added to the row', () => {
    fc.assert(
      fc.property(logitsArbitrary, fc.double({ min: -9, max: 9, noNaN: true }), (logits, shift) => {
        const probabilities = softmax(logits, 3)
        expect(probabilities.reduce((a, b) => a + b)).toBeCloseTo(1, 12)
        const moved = softmax(
          logits.map((x) => x + shift),
          3,
        )
        for (let i = 0; i < 3; i++) expect(moved[i]!).toBeCloseTo(probabilities[i]!, 10)
        for (let i = 1; i < 3; i++) {
          if (logits[i]! > logits[i - 1]!) {
            expect(probabilities[i]!).toBeGreaterThanOrEqual(probabilities[i - 1]!)
          }
        }
      }),
    )
  })

  it('divides by the temperature', () => {
    expect([...softmax([2, 0, -4], 3, 2)]).toEqual([...softmax([1, 0, -2], 3)])
    expect(softmax([2, 0], 2, 100)[0]!).toBeCloseTo(0.505, 3)
  })

  it.each([
    ['NaN', [Number.NaN, 0], 1],
    ['infinity', [Number.POSITIVE_INFINITY, 0], 1],
    ['half a row', [1, 2, 3], 1],
    ['temperature 0', [1, 2], 0],
    ['a NaN temperature', [1, 2], Number.NaN],
  ])('refuses %s', (_, logits, temperature) => {
    expect(() => softmax(logits, 2, temperature)).toThrow(
      expect.objectContaining({ code: 'bad-argument' }),
    )
  })
})
