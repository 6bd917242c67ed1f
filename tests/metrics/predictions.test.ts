import { describe, expect, it } from 'vitest'
import {
  argmaxRows,
  checkLabels,
  checkPredictions,
  meanOfPresent,
} from '../../src/metrics/predictions.ts'

describe('checkPredictions', () => {
  it('accepts float32 rows, whose sums are not exactly 1', () => {
    const probabilities = new Float32Array([0.1, 0.2, 0.7, 1 / 3, 1 / 3, 1 / 3])
    expect(() => checkPredictions({ labels: [0, 2], probabilities }, 3)).not.toThrow()
  })

  it.each([
    ['no rows', [], []],
    ['too few probabilities', [0, 1], [1, 0, 0.5]],
    ['a NaN', [0], [Number.NaN, 1]],
    ['a negative probability', [0], [-0.5, 1.5]],
    ['logits', [0], [0.9, 0.9]],
    ['a label outside the classes', [2], [0.5, 0.5]],
    ['a label that is no integer', [0.5], [0.5, 0.5]],
    ['a NaN label', [Number.NaN], [0.5, 0.5]],
  ])('refuses %s', (_, labels, probabilities) => {
    expect(() => checkPredictions({ labels, probabilities }, 2)).toThrow(
      expect.objectContaining({ code: 'bad-argument' }),
    )
  })

  it('names the row that is wrong', () => {
    expect(() => checkLabels([0, 1, 7], 3)).toThrow(/row 2 is 7, not a class index from 0 to 2/)
  })
})

describe('argmaxRows', () => {
  it('takes the first of equal scores', () => {
    expect([...argmaxRows([0.2, 0.5, 0.3, 0.4, 0.2, 0.4], 3)]).toEqual([1, 0])
  })
})

describe('meanOfPresent', () => {
  it('leaves null out and keeps zero', () => {
    expect(meanOfPresent([1, null, 0])).toBe(0.5)
    expect(meanOfPresent([null])).toBeNull()
  })
})
