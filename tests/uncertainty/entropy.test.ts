import { describe, expect, it } from 'vitest'
import { mutualInformation, normalizedEntropy } from '../../src/uncertainty/entropy.ts'

describe('normalizedEntropy', () => {
  it('is 0 for certainty and 1 for classes all alike', () => {
    expect(normalizedEntropy([0, 1, 0])).toBe(0)
    expect(normalizedEntropy([0.25, 0.25, 0.25, 0.25])).toBeCloseTo(1, 12)
  })

  it('of two classes out of four is a half', () => {
    expect(normalizedEntropy([0.5, 0.5, 0, 0])).toBeCloseTo(0.5, 12)
  })
})

describe('mutualInformation', () => {
  it('is 0 where all draws agree, however unsure they are', () => {
    expect(mutualInformation(Float64Array.of(0.5, 0.5, 0.5, 0.5), 2)).toBe(0)
  })

  it('is 1 where every draw is certain of another class', () => {
    expect(mutualInformation(Float64Array.of(1, 0, 0, 1), 2)).toBeCloseTo(1, 12)
  })
})
