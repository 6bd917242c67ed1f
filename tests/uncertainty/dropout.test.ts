import { describe, expect, it } from 'vitest'
import { dropoutLogits } from '../../src/uncertainty/dropout.ts'

const head = { weight: [1, 2, 3, -1, 0, 4], bias: [0.5, -0.5] }
const embedding = [1, 2, 0.5]

describe('dropoutLogits', () => {
  it('gives the logits of the head where nothing is left out', () => {
    expect([...dropoutLogits(embedding, head, { dropout: 0, draws: 2 })]).toEqual([7, 0.5, 7, 0.5])
  })

  it('has these logits as its mean, and w²h² p / (1 - p) as its variance', () => {
    const draws = 20_000
    const logits = dropoutLogits(embedding, head, { dropout: 0.2, draws })
    const first = Array.from({ length: draws }, (_, s) => logits[s * 2]!)
    const mean = first.reduce((a, b) => a + b, 0) / draws
    const variance = first.reduce((sum, value) => sum + (value - mean) ** 2, 0) / draws
    expect(mean).toBeCloseTo(7, 0)
    expect(Math.abs(variance / ((1 + 16 + 2.25) * 0.25) - 1)).toBeLessThan(0.05)
  })
})
