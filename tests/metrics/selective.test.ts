import { describe, expect, it } from 'vitest'
import {
  areaUnderRiskCoverage,
  balancedAccuracyAfterDeferral,
  riskCoverage,
} from '../../src/metrics/selective.ts'

/** Four images of two classes; the third and the fourth are answered wrongly. */
const predictions = {
  labels: [0, 1, 0, 1],
  probabilities: [0.9, 0.1, 0.2, 0.8, 0.4, 0.6, 0.55, 0.45],
}
const doubt = [0.1, 0.2, 0.4, 0.45]

describe('selective prediction', () => {
  it('counts errors as the least certain answers come in', () => {
    expect(riskCoverage(predictions, 2, doubt)).toEqual([
      { coverage: 0.25, risk: 0 },
      { coverage: 0.5, risk: 0 },
      { coverage: 0.75, risk: 1 / 3 },
      { coverage: 1, risk: 0.5 },
    ])
  })

  it('has the mean risk as the area under the curve, smaller the better the order', () => {
    const area = (order: number[]) => areaUnderRiskCoverage(riskCoverage(predictions, 2, order))
    expect(area(doubt)).toBeCloseTo((1 / 3 + 0.5) / 4, 12)
    expect(area(doubt.toReversed())).toBeGreaterThan(area(doubt))
  })

  it('raises balanced accuracy by deferring what is answered wrongly', () => {
    const reached = (deferred: number) =>
      balancedAccuracyAfterDeferral(predictions, 2, { uncertainty: doubt, deferred })
    expect(reached(0)).toBe(0.5)
    expect(reached(0.25)).toBe(0.75)
    expect(reached(0.5)).toBe(1)
  })

  it('leaves a class out that has no image left', () => {
    const deferred = { uncertainty: doubt, deferred: 0.75 }
    expect(balancedAccuracyAfterDeferral(predictions, 2, deferred)).toBe(1)
  })
})
