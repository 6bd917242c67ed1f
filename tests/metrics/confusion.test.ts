import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  accuracy,
  balancedAccuracy,
  classRates,
  confusionMatrix,
} from '../../src/metrics/confusion.ts'

describe('confusionMatrix', () => {
  it('puts the truth in rows and the answers in columns', () => {
    expect(confusionMatrix([0, 0, 1, 2, 2], [0, 1, 1, 0, 2], 3)).toEqual([
      [1, 1, 0],
      [0, 1, 0],
      [1, 0, 1],
    ])
  })

  it('refuses lists of different length and answers outside the classes', () => {
    expect(() => confusionMatrix([0, 1], [0], 2)).toThrow(/2 labels stand against 1 predictions/)
    expect(() => confusionMatrix([0], [2], 2)).toThrow(
      expect.objectContaining({ code: 'bad-argument' }),
    )
  })
})

describe('rates', () => {
  // Fawcett-style example: 100 sick, 900 healthy; 80 found, 45 false alarms.
  const confusion = [
    [855, 45],
    [20, 80],
  ]

  it('agree with the textbook', () => {
    const sick = classRates(confusion, 1)
    expect(sick).toEqual({
      n: 100,
      sensitivity: 0.8,
      specificity: 0.95,
      precision: 80 / 125,
      f1: 160 / 225,
    })
    expect(accuracy(confusion)).toBe(0.935)
    expect(balancedAccuracy(confusion)).toBeCloseTo((0.8 + 0.95) / 2, 14)
  })

  it('of an absent class are null and stay out of the balanced accuracy', () => {
    const absent = [
      [3, 1, 0],
      [0, 2, 0],
      [0, 0, 0],
    ]
    expect(classRates(absent, 2)).toEqual({
      n: 0,
      sensitivity: null,
      specificity: 1,
      precision: null,
      f1: null,
    })
    expect(balancedAccuracy(absent)).toBe((0.75 + 1) / 2)
  })

  it('of the only class have no specificity', () => {
    expect(classRates([[4]], 0)).toMatchObject({ sensitivity: 1, specificity: null, precision: 1 })
  })

  it('agree with counting pairs one by one', () => {
    const pairs = fc.array(fc.tuple(fc.nat({ max: 2 }), fc.nat({ max: 2 })), { minLength: 1 })
    fc.assert(
      fc.property(pairs, (rows) => {
        const confusion = confusionMatrix(
          rows.map(([label]) => label),
          rows.map(([, answer]) => answer),
          3,
        )
        const share = (
          of: (row: [number, number]) => boolean,
          among: (row: [number, number]) => boolean,
        ) => {
          const chosen = rows.filter(among)
          return chosen.length === 0 ? null : chosen.filter(of).length / chosen.length
        }
        expect(accuracy(confusion)).toBeCloseTo(
          share(
            ([l, a]) => l === a,
            () => true,
          )!,
          12,
        )
        for (const k of [0, 1, 2]) {
          const rates = classRates(confusion, k)
          expect(rates.sensitivity).toEqual(
            share(
              ([, a]) => a === k,
              ([l]) => l === k,
            ),
          )
          expect(rates.specificity).toEqual(
            share(
              ([, a]) => a !== k,
              ([l]) => l !== k,
            ),
          )
          expect(rates.precision).toEqual(
            share(
              ([l]) => l === k,
              ([, a]) => a === k,
            ),
          )
          if (rates.sensitivity && rates.precision) {
            const harmonic =
              (2 * rates.sensitivity * rates.precision) / (rates.sensitivity + rates.precision)
            expect(rates.f1!).toBeCloseTo(harmonic, 12)
          }
        }
      }),
    )
  })
})
