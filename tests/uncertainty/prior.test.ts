import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { balancedPrior, shiftPrior } from '../../src/uncertainty/prior.ts'

const frequencies = fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), {
  minLength: 3,
  maxLength: 3,
})
const normalised = (row: readonly number[]) => {
  const sum = row.reduce((a, b) => a + b)
  return row.map((x) => x / sum)
}

describe('shiftPrior', () => {
  it('follows Bayes in the textbook case: a test with 90 % in balanced classes, at 1 % prevalence', () => {
    const [sick] = shiftPrior([0.9, 0.1], [0.5, 0.5], [0.01, 0.99])
    expect(sick).toBeCloseTo((0.9 * 0.01) / (0.9 * 0.01 + 0.1 * 0.99), 14)
  })

  it('is undone by the way back, and changes nothing between equal priors', () => {
    fc.assert(
      fc.property(frequencies, frequencies, frequencies, (row, from, to) => {
        const probabilities = normalised(row)
        const there = shiftPrior(probabilities, from, to)
        const back = shiftPrior(there, to, from)
        const same = shiftPrior(probabilities, from, from)
        expect(there.reduce((a, b) => a + b)).toBeCloseTo(1, 12)
        for (let k = 0; k < 3; k++) {
          expect(back[k]!).toBeCloseTo(probabilities[k]!, 10)
          expect(same[k]!).toBeCloseTo(probabilities[k]!, 10)
        }
      }),
    )
  })

  it('shifts every row by itself and rules a class out at frequency 0', () => {
    const rows = shiftPrior([0.5, 0.5, 0.2, 0.8], balancedPrior(2), [0, 1])
    expect([...rows]).toEqual([0, 1, 0, 1])
  })

  it.each([
    ['priors of different length', [0.5, 0.5], [0.5, 0.5], [1, 1, 1]],
    ['half a row', [0.5], [0.5, 0.5], [0.5, 0.5]],
    ['a training frequency of 0', [0.5, 0.5], [0, 1], [0.5, 0.5]],
    ['a negative frequency', [0.5, 0.5], [0.5, 0.5], [-1, 2]],
    ['a prior of zeros', [0.5, 0.5], [0.5, 0.5], [0, 0]],
    ['NaN', [Number.NaN, 0.5], [0.5, 0.5], [0.4, 0.6]],
    ['an answer the prior rules out', [1, 0], [0.5, 0.5], [0, 1]],
    ['no classes', [], [], []],
  ])('refuses %s', (_, probabilities, from, to) => {
    expect(() => shiftPrior(probabilities, from, to)).toThrow(
      expect.objectContaining({ code: 'bad-argument' }),
    )
  })
})
