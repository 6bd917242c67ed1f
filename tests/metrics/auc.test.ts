import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { classAuc, macroAuc, rocAuc, rocCurve } from '../../src/metrics/auc.ts'
import { predictionsArbitrary } from './arbitrary.ts'

/** Compares every positive with every negative: the definition of Mann and Whitney. */
function naiveAuc(scores: readonly number[], isPositive: readonly boolean[]): number | null {
  let wins = 0
  let pairs = 0
  for (const [i, positive] of scores.entries()) {
    for (const [j, negative] of scores.entries()) {
      if (!isPositive[i] || isPositive[j]) continue
      pairs++
      wins += positive > negative ? 1 : positive === negative ? 0.5 : 0
    }
  }
  return pairs === 0 ? null : wins / pairs
}

// Few distinct scores make many ties; the infinities are legal scores.
const scored = fc.array(
  fc.tuple(fc.constantFrom(-Infinity, -1, -0, 0, 0.25, 0.5, 1, Infinity), fc.boolean()),
  { minLength: 1, maxLength: 40 },
)

describe('rocAuc', () => {
  it('gives the value of the scikit-learn example', () => {
    expect(rocAuc([0.1, 0.4, 0.35, 0.8], [false, false, true, true])).toBe(0.75)
  })

  it('is 1 when apart, 0 when reversed, a half when all scores are equal', () => {
    expect(rocAuc([1, 2, 3], [false, false, true])).toBe(1)
    expect(rocAuc([3, 2, 1], [false, false, true])).toBe(0)
    expect(rocAuc([7, 7, 7], [false, true, true])).toBe(0.5)
  })

  it('agrees with comparing every pair', () => {
    fc.assert(
      fc.property(scored, (rows) => {
        const scores = rows.map(([score]) => score)
        const isPositive = rows.map(([, positive]) => positive)
        expect(rocAuc(scores, isPositive)).toEqual(naiveAuc(scores, isPositive))
      }),
    )
  })

  it('is null without positives or without negatives, and refuses NaN', () => {
    expect(rocAuc([1, 2], [true, true])).toBeNull()
    expect(rocAuc([1, 2], [false, false])).toBeNull()
    expect(() => rocAuc([1, Number.NaN], [true, false])).toThrow(/row 1 is NaN/)
    expect(() => rocAuc([1], [true, false])).toThrow(/1 scores stand against 2 flags/)
  })
})

describe('rocCurve', () => {
  it('has the corners of the scikit-learn example', () => {
    expect(rocCurve([0.1, 0.4, 0.35, 0.8], [false, false, true, true])).toEqual([
      { threshold: Infinity, falsePositiveRate: 0, truePositiveRate: 0 },
      { threshold: 0.8, falsePositiveRate: 0, truePositiveRate: 0.5 },
      { threshold: 0.4, falsePositiveRate: 0.5, truePositiveRate: 0.5 },
      { threshold: 0.35, falsePositiveRate: 0.5, truePositiveRate: 1 },
      { threshold: 0.1, falsePositiveRate: 1, truePositiveRate: 1 },
    ])
  })

  it('encloses the area that rocAuc gives, and every corner is the rates at its threshold', () => {
    fc.assert(
      fc.property(scored, (rows) => {
        const scores = rows.map(([score]) => score)
        const isPositive = rows.map(([, positive]) => positive)
        const curve = rocCurve(scores, isPositive)
        const auc = rocAuc(scores, isPositive)
        if (curve === null) {
          expect(auc).toBeNull()
          return
        }
        let area = 0
        for (let i = 1; i < curve.length; i++) {
          const [a, b] = [curve[i - 1]!, curve[i]!]
          const width = b.falsePositiveRate - a.falsePositiveRate
          area += (width * (a.truePositiveRate + b.truePositiveRate)) / 2
        }
        expect(area).toBeCloseTo(auc!, 12)
        for (const { threshold, truePositiveRate } of curve.slice(1)) {
          const positives = rows.filter(([, positive]) => positive)
          const found = positives.filter(([score]) => score >= threshold)
          expect(truePositiveRate).toBeCloseTo(found.length / positives.length, 12)
        }
      }),
    )
  })

  it('is null without negatives', () => {
    expect(rocCurve([1], [true])).toBeNull()
  })
})

describe('macroAuc', () => {
  it('is the mean of the one-versus-rest AUCs that exist', () => {
    fc.assert(
      fc.property(predictionsArbitrary, ({ classCount, labels, probabilities }) => {
        const aucs = Array.from({ length: classCount }, (_, k) =>
          naiveAuc(
            labels.map((_, row) => probabilities[row * classCount + k]!),
            labels.map((label) => label === k),
          ),
        )
        const present = aucs.filter((auc) => auc !== null)
        const macro = macroAuc({ labels, probabilities }, classCount)
        aucs.forEach((auc, k) => {
          expect(classAuc({ labels, probabilities }, classCount, k)).toEqual(auc)
        })
        if (present.length === 0) expect(macro).toBeNull()
        else expect(macro!).toBeCloseTo(present.reduce((a, b) => a + b) / present.length, 12)
      }),
    )
  })
})
