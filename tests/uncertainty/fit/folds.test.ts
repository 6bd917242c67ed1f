import { describe, expect, it } from 'vitest'
import { groupedFolds, splitFold, takeRows } from '../../../src/uncertainty/fit/folds.ts'

describe('groupedFolds', () => {
  const groups = Array.from({ length: 120 }, (_, i) => `lesion ${i >> 1}`)
  const labels = groups.map((_, i) => (i < 100 ? 0 : 1))
  const folds = groupedFolds(groups, labels, 5)

  it('keep the images of a lesion together', () => {
    for (let i = 0; i < groups.length; i += 2) expect(folds[i]).toBe(folds[i + 1])
  })

  it('hold each class as evenly as its lesions allow', () => {
    for (let fold = 0; fold < 5; fold++) {
      const own = labels.filter((_, i) => folds[i] === fold)
      expect(own.filter((label) => label === 0)).toHaveLength(20)
      expect(own.filter((label) => label === 1)).toHaveLength(4)
    }
  })

  it('differ with the seed, and only with it', () => {
    expect(groupedFolds(groups, labels, 5)).toEqual(folds)
    expect(groupedFolds(groups, labels, 5, 2)).not.toEqual(folds)
  })
})

describe('rows of folds', () => {
  it('are inside or outside', () => {
    expect(splitFold(Int32Array.of(0, 1, 0, 2), 0)).toEqual({ inside: [0, 2], outside: [1, 3] })
  })

  it('are taken in the order asked for', () => {
    expect([...takeRows([1, 2, 3, 4, 5, 6], 2, [2, 0])]).toEqual([5, 6, 1, 2])
  })
})
