import { describe, expect, it } from 'vitest'
import { bestCandidate, measureCandidate } from '../../../src/cli/quantization/choose.ts'
import { evaluatePredictions } from '../../../src/metrics/evaluate.ts'
import { predictionTable } from '../../report/fixtures.ts'
import { noisyTable } from './fixtures.ts'

const candidate = (balancedAccuracy: number, macroAuc: number | null, sameLabel: number) => ({
  ...{ method: 'mse' as const, balancedAccuracy, macroAuc, sameLabel },
})

describe('measureCandidate', () => {
  it('measures the int8 model against the truth and against the float model', () => {
    const noisy = noisyTable(2)
    const { balancedAccuracy, macroAuc } = evaluatePredictions(noisy)
    const measured = measureCandidate(predictionTable(), noisy)
    expect(measured).toMatchObject({ balancedAccuracy, macroAuc })
    expect(measured.sameLabel).toBeLessThan(1)
  })
})

describe('bestCandidate', () => {
  it('weighs balanced accuracy and AUC alike', () => {
    expect(bestCandidate([candidate(0.7, 0.95, 1), candidate(0.71, 0.945, 0)])).toBe(1)
    expect(bestCandidate([candidate(0.7, 0.95, 0), candidate(0.71, 0.93, 1)])).toBe(0)
  })

  it('prefers more labels as before among equals, and stands without an AUC', () => {
    expect(bestCandidate([candidate(0.7, 0.9, 0.9), candidate(0.7, 0.9, 0.95)])).toBe(1)
    expect(bestCandidate([candidate(0.6, null, 1), candidate(0.7, null, 0.9)])).toBe(1)
  })
})
