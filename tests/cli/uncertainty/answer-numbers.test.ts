import { describe, expect, it } from 'vitest'
import { answerNumbers } from '../../../src/cli/uncertainty/answer-numbers.ts'
import type { JudgedAnswers } from '../../../src/cli/uncertainty/judge-answers.ts'

/** Two melanomas and four nevi; the second melanoma and the last nevus are answered wrongly, and doubted most. */
const judged: JudgedAnswers = {
  classes: ['mel', 'nv'],
  labels: [0, 0, 1, 1, 1, 1],
  before: Float64Array.of(0.9, 0.1, 0.1, 0.9, 0.1, 0.9, 0.1, 0.9, 0.1, 0.9, 0.9, 0.1),
  after: Float64Array.of(0.9, 0.1, 0.4, 0.6, 0.1, 0.9, 0.1, 0.9, 0.1, 0.9, 0.6, 0.4),
  isWrong: [false, true, false, false, false, true],
  isMalignant: [true, true, false, false, false, false],
  doubt: {
    good: Float64Array.of(0.1, 0.9, 0.1, 0.1, 0.1, 0.8),
    bad: Float64Array.of(0.9, 0.1, 0.9, 0.9, 0.9, 0.2),
  },
  deferralScore: 'good',
  setMethods: [
    { name: 'lac', levels: [{ coverage: 0.9, sets: [[0], [0, 1], [1], [1], [1], [0]] }] },
  ],
  operatingPoints: [
    { sensitivity: 0.9, threshold: 0.3, called: [true, true, false, false, false, true] },
  ],
}
const everyRow = Int32Array.from([0, 1, 2, 3, 4, 5])

describe('answerNumbers', () => {
  const numbers = answerNumbers(judged, everyRow)

  it('counts whom a threshold finds, and whom it leaves alone', () => {
    expect(numbers.operatingPoints['0.9']).toEqual({ sensitivity: 1, specificity: 0.75 })
  })

  it('counts the truths that the sets hold, of all images, of each class and of the malignant', () => {
    const { coverage, size, malignant, byClass } = numbers.sets.lac!['0.9']!
    expect(coverage).toBeCloseTo(5 / 6)
    expect(size).toBeCloseTo(7 / 6)
    expect(malignant).toBe(1)
    expect(byClass).toEqual({ mel: 1, nv: 0.75 })
  })

  it('tells a score that doubts the errors from one that does not', () => {
    const { good, bad } = numbers.doubt
    expect([good!.errorAuroc, bad!.errorAuroc]).toEqual([1, 0])
    expect(good!.aurc).toBeLessThan(bad!.aurc)
  })

  it('measures what deferring gains over answering all', () => {
    const third = numbers.deferral['0.3']!
    const all = (0.5 + 0.75) / 2
    expect(third.balancedAccuracy).toBeGreaterThan(all)
    expect(third.gain).toBeCloseTo(third.balancedAccuracy! - all)
  })

  it('measures calibration before and after', () => {
    const { before, after } = numbers.calibration
    expect(after.loss).toBeLessThan(before.loss)
    expect(after.brier).toBeLessThan(before.brier)
  })

  it('takes a row as often as it is drawn, and says null of what no row can tell', () => {
    const nevi = answerNumbers(judged, Int32Array.of(2, 5, 5, 5))
    expect(nevi.operatingPoints['0.9']).toEqual({ sensitivity: null, specificity: 0.25 })
    expect(nevi.sets.lac!['0.9']).toMatchObject({ coverage: 0.25, malignant: null })
  })
})
