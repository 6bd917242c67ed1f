import { describe, expect, it } from 'vitest'
import { dropoutMask } from '../../src/train/dropout.ts'

const keys = { seed: 1, epoch: 2, step: 3 }
const COUNT = 20_000

describe('dropoutMask', () => {
  it('drops the given share and scales the rest, so that the mean stays 1', () => {
    const mask = dropoutMask(COUNT, 0.25, keys)
    const dropped = mask.filter((value) => value === 0).length
    expect(dropped / COUNT).toBeCloseTo(0.25, 1)
    expect(new Set(mask)).toEqual(new Set([0, Math.fround(1 / 0.75)]))
    expect(mask.reduce((sum, value) => sum + value, 0) / COUNT).toBeCloseTo(1, 1)
  })

  it('drops nothing at rate 0', () => {
    expect(dropoutMask(100, 0, keys).every((value) => value === 1)).toBe(true)
  })

  it('depends on seed, epoch and step alone', () => {
    expect(dropoutMask(100, 0.5, keys)).toEqual(dropoutMask(100, 0.5, keys))
    for (const key of ['seed', 'epoch', 'step'] as const) {
      const other = dropoutMask(100, 0.5, { ...keys, [key]: 9 })
      expect(other).not.toEqual(dropoutMask(100, 0.5, keys))
    }
  })
})
