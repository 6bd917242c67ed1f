import { describe, expect, it } from 'vitest'
import { classFrequencies, temperPrior } from '../../src/train/prior.ts'

describe('classFrequencies', () => {
  it('counts, and gives a class without examples half of one', () => {
    const frequencies = classFrequencies([0, 0, 0, 1], 3)
    expect(frequencies).toEqual([3 / 4.5, 1 / 4.5, 0.5 / 4.5])
  })
})

describe('temperPrior', () => {
  const prior = [0.9, 0.1]

  it('keeps the prior at power 1 and makes it flat at power 0', () => {
    expect(temperPrior(prior, 1)).toEqual([expect.closeTo(0.9), expect.closeTo(0.1)])
    expect(temperPrior(prior, 0)).toEqual([0.5, 0.5])
  })

  it('takes square roots at power a half', () => {
    const [first, second] = temperPrior(prior, 0.5)
    expect(first! / second!).toBeCloseTo(3)
  })
})
