import { describe, expect, it } from 'vitest'
import { selectedEpoch, selectionScore } from '../../src/train/selection.ts'

const row = (epoch: number, size: number, valBalancedAccuracy: number, valMacroAuc = 0.9) => ({
  ...{ epoch, size, valBalancedAccuracy, valMacroAuc },
})

describe('selectionScore', () => {
  it('is the mean of balanced accuracy and macro AUC', () => {
    expect(selectionScore({ valBalancedAccuracy: 0.7, valMacroAuc: 0.9 })).toBeCloseTo(0.8)
  })

  it('is the balanced accuracy where there is no AUC', () => {
    expect(selectionScore({ valBalancedAccuracy: 0.7, valMacroAuc: null })).toBe(0.7)
  })
})

describe('selectedEpoch', () => {
  it('is the first of the best at the last input size', () => {
    const history = [row(1, 64, 0.9), row(2, 96, 0.6), row(3, 96, 0.8), row(4, 96, 0.8)]
    expect(selectedEpoch(history).epoch).toBe(3)
  })
})
