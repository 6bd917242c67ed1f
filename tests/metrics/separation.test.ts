import { describe, expect, it } from 'vitest'
import { scoreAtShare, separation } from '../../src/metrics/separation.ts'
import { createRandom } from '../../src/random.ts'

describe('separation', () => {
  it('is perfect where every strange score is above', () => {
    expect(separation([1, 2, 3], [4, 5])).toEqual({ auroc: 1, fpr95: 0 })
  })

  it('counts what passes below the score that 95 % of the known do not exceed', () => {
    const known = Array.from({ length: 20 }, (_, i) => i + 1)
    expect(separation(known, [18, 19, 19.5, 20]).fpr95).toBe(0.5)
  })

  it('of two Gaussians two deviations apart is as theory says', () => {
    const random = createRandom(2)
    const draw = (mean: number) => Array.from({ length: 8000 }, () => mean + random.normal())
    const { auroc, fpr95 } = separation(draw(0), draw(2))
    expect(Math.abs(auroc! - 0.9214)).toBeLessThan(0.01) // Φ(2 / √2)
    expect(Math.abs(fpr95! - 0.3613)).toBeLessThan(0.03) // Φ(1.6449 - 2)
  })

  it('is unknown where there is nothing to compare', () => {
    expect(separation([], [1])).toEqual({ auroc: null, fpr95: null })
  })
})

describe('scoreAtShare', () => {
  it('is the smallest score that so many do not exceed', () => {
    const scores = [5, 1, 4, 2, 3]
    expect(scoreAtShare(scores, 0.6)).toBe(3)
    expect(scoreAtShare(scores, 0.61)).toBe(4)
    expect(scoreAtShare(scores, 1)).toBe(5)
  })
})
