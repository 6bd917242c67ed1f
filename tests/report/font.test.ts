import { describe, expect, it } from 'vitest'
import { textWidth } from '../../src/report/font.ts'

describe('textWidth', () => {
  it('grows with the size and the weight', () => {
    expect(textWidth('melanoma', 24)).toBeCloseTo(2 * textWidth('melanoma', 12), 10)
    expect(textWidth('melanoma', 12, 600)).toBeGreaterThan(textWidth('melanoma', 12))
  })

  it('knows narrow letters from wide ones, which an estimate by length cannot', () => {
    expect(textWidth('iiii', 12)).toBeLessThan(0.5 * textWidth('mmmm', 12))
  })

  it('counts spaces, and takes letters that are markup', () => {
    expect(textWidth('a b', 12)).toBeGreaterThan(textWidth('ab', 12) + 2)
    expect(textWidth('<&>', 12)).toBeGreaterThan(10)
    expect(textWidth('', 12)).toBe(0)
  })
})
