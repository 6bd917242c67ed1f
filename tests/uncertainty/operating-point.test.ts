import { describe, expect, it } from 'vitest'
import { thresholdForSensitivity } from '../../src/uncertainty/operating-point.ts'

describe('thresholdForSensitivity', () => {
  const scores = Array.from({ length: 20 }, (_, i) => (i + 1) / 20)

  it.each([0.05, 0.5, 0.9, 0.95, 1])(
    'is reached by a share of %f, and no higher one is',
    (share) => {
      const reaching = (threshold: number) => scores.filter((score) => score >= threshold).length
      const threshold = thresholdForSensitivity(scores, share)!
      expect(reaching(threshold)).toBe(Math.round(share * 20))
      expect(reaching(threshold + 1e-9) / 20).toBeLessThan(share)
    },
  )

  it('is none where there are no positives', () => {
    expect(thresholdForSensitivity([], 0.9)).toBeUndefined()
  })

  it('does not mind the order', () => {
    expect(thresholdForSensitivity(scores.toReversed(), 0.9)).toBe(
      thresholdForSensitivity(scores, 0.9),
    )
  })
})
