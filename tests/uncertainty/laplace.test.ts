import { describe, expect, it } from 'vitest'
import { drawProbabilities, laplaceNoise, weightVariance } from '../../src/uncertainty/laplace.ts'

describe('weightVariance', () => {
  it('is the squared length after whitening, and a share of what is outside', () => {
    const weights = { whitening: Float32Array.of(2, 0, 1, 1), outsideVariance: 0.5 }
    const projection = { inside: Float64Array.of(1, 3), outside: 4 }
    expect(weightVariance(projection, weights)).toBe(2 ** 2 + 4 ** 2 + 0.5 * 4)
  })
})

describe('laplaceNoise', () => {
  it('has the covariance of the factor, and no mean', () => {
    const factor = [2, 0, -1, 0.5]
    const noise = laplaceNoise(factor, 2, 20_000)
    const moment = [0, 0, 0]
    let mean = 0
    for (let i = 0; i < noise.length; i += 2) {
      const [a, b] = [noise[i]!, noise[i + 1]!]
      mean += a + b
      for (const [j, product] of [a * a, a * b, b * b].entries()) moment[j]! += product / 20_000
    }
    expect(mean).toBeCloseTo(0, 9)
    expect(moment[0]).toBeCloseTo(4, 0)
    expect(moment[1]).toBeCloseTo(-2, 0)
    expect(moment[2]).toBeCloseTo(1.25, 0)
  })

  it('is the same in every run', () => {
    expect(laplaceNoise([1], 1)).toEqual(laplaceNoise([1], 1))
  })
})

describe('drawProbabilities', () => {
  it('adds noise of the deviation to the logits', () => {
    const [p, q] = drawProbabilities([0, 0], Float64Array.of(1, -1), 4)
    expect(p).toBeCloseTo(1 / (1 + Math.exp(-4)), 12)
    expect(p! + q!).toBeCloseTo(1, 12)
  })

  it('agrees with itself where nothing is uncertain', () => {
    const draws = drawProbabilities([1, 2], laplaceNoise([1, 0, 0, 1], 2, 4), 0)
    expect(new Set(draws).size).toBe(2)
  })
})
