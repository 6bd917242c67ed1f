import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { learningRateAt } from '../../src/train/schedule.ts'

const schedule = { base: 0.1, warmupSteps: 4, totalSteps: 24, floor: 0.01 }

describe('learningRateAt', () => {
  it('grows linearly over the warm-up and meets the base where the cosine begins', () => {
    const rates = [0, 1, 2, 3, 4].map((step) => learningRateAt(step, schedule))
    const expected = [0.025, 0.05, 0.075, 0.1, 0.1]
    for (const [step, rate] of rates.entries()) expect(rate).toBeCloseTo(expected[step]!, 12)
  })

  it('is half way between base and floor in the middle of the cosine, and at the floor after the end', () => {
    expect(learningRateAt(14, schedule)).toBeCloseTo((0.1 + 0.01) / 2, 12)
    expect(learningRateAt(24, schedule)).toBe(0.01)
    expect(learningRateAt(1000, schedule)).toBe(0.01)
  })

  it('starts at the base without warm-up', () => {
    expect(learningRateAt(0, { ...schedule, warmupSteps: 0 })).toBe(0.1)
  })

  it('never leaves (0, base], and never rises after the warm-up', () => {
    const steps = fc.integer({ min: 0, max: 300 })
    fc.assert(
      fc.property(steps, steps, steps, (step, warmupSteps, totalSteps) => {
        const options = { base: 0.1, floor: 0.001, warmupSteps, totalSteps }
        const rate = learningRateAt(step, options)
        expect(rate).toBeGreaterThan(0)
        expect(rate).toBeLessThanOrEqual(0.1)
        if (step >= warmupSteps) {
          expect(learningRateAt(step + 1, options)).toBeLessThanOrEqual(rate)
        }
      }),
    )
  })
})
