import { describe, expect, it } from 'vitest'
import { createRandom } from '../../src/random.ts'
import {
  conformalScores,
  conformalThresholds,
  predictionSet,
} from '../../src/uncertainty/conformal.ts'

const LAC = { method: 'lac' } as const
const RAPS = { method: 'raps', penalty: 0.1, freeRanks: 1 } as const

describe('conformal scores', () => {
  it('are 1 - p for LAC', () => {
    expect([...conformalScores([0.5, 0.25, 0.25], 3, LAC)]).toEqual([0.5, 0.75, 0.75])
  })

  it('add up what is likelier for RAPS, and a penalty for late ranks', () => {
    const [first, second, third] = conformalScores([0.5, 0.3, 0.2], 3, RAPS)
    expect(first).toBeCloseTo(0.25, 12)
    expect(second).toBeCloseTo(0.5 + 0.15 + 0.1, 12)
    expect(third).toBeCloseTo(0.8 + 0.1 + 0.2, 12)
  })

  it('rank equal probabilities in the order of the classes', () => {
    const [first, second] = conformalScores([0.5, 0.5], 2, RAPS)
    expect(first).toBeCloseTo(0.25, 12)
    expect(second).toBeCloseTo(0.85, 12)
  })
})

describe('conformal thresholds', () => {
  const labels = Array.from({ length: 19 }, () => 0)
  const scores = Float64Array.from(labels.flatMap((_, i) => [(i + 1) / 20, 1]))
  const prior = [0.5, 0.5]

  it('are the ⌈(n + 1) coverage⌉-th smallest score of the class', () => {
    const at = (coverage: number) =>
      conformalThresholds({ scores, labels }, 2, { coverage, shrinkage: 0, prior })[0]
    expect(at(0.9)).toBe(18 / 20)
    expect(at(0.95)).toBe(19 / 20)
    expect(at(0.96)).toBe(Number.POSITIVE_INFINITY)
  })

  it('always let in a class of which nothing is known', () => {
    const options = { coverage: 0.5, shrinkage: 0, prior }
    const [, unseen] = conformalThresholds({ scores, labels }, 2, options)
    expect(unseen).toBe(Number.POSITIVE_INFINITY)
  })

  it('borrow from other classes where asked to', () => {
    const options = { coverage: 0.5, shrinkage: 19, prior }
    const [, borrowed] = conformalThresholds({ scores, labels }, 2, options)
    expect(borrowed).toBe(10 / 20)
  })

  it('borrow nothing from a class that the prior rules out, whose scores all say that it cannot be', () => {
    const three = labels.map((_, i) => i % 2)
    const rows = three.flatMap((label, i) => (label === 0 ? [1, 1, 1] : [1, (i + 1) / 20, 1]))
    const data = { scores: Float64Array.from(rows), labels: three }
    const at = (...frequencies: number[]) =>
      conformalThresholds(data, 3, { coverage: 0.8, shrinkage: 10, prior: frequencies })
    expect(at(0, 0.5, 0.5)[1]).toBe(16 / 20)
    expect(at(0.2, 0.4, 0.4)[1]).toBe(1)
  })
})

describe('prediction sets', () => {
  it('hold the likeliest class in any case, the likeliest first', () => {
    expect(predictionSet([0.2, 0.5, 0.3], [0, 0, 0], LAC)).toEqual([1])
    expect(predictionSet([0.2, 0.5, 0.3], [1, 1, 1], LAC)).toEqual([1, 2, 0])
    expect(predictionSet([0.2, 0.5, 0.3], [1, 1, 0.6], LAC)).toEqual([1, 0])
  })

  it.each([
    ['LAC', LAC],
    ['RAPS', RAPS],
  ])('never hold what the prior rules out: %s', (_, score) => {
    expect(predictionSet([0.4, 0, 0.6], [9, Number.POSITIVE_INFINITY, 9], score)).toEqual([2, 0])
  })

  it.each([
    ['LAC', LAC],
    ['RAPS', RAPS],
  ])('of exchangeable images cover every class as often as promised: %s', (_, score) => {
    const random = createRandom(5)
    const classCount = 3
    const draw = (count: number) => {
      const labels = Array.from({ length: count }, () =>
        random.chance(0.8) ? 0 : random.chance(0.5) ? 1 : 2,
      )
      const probabilities = labels.flatMap((label) => {
        const raw = [0, 1, 2].map((k) => Math.exp(random.normal() * 2 + (k === label ? 1.5 : 0)))
        const sum = raw.reduce((a, b) => a + b, 0)
        return raw.map((value) => value / sum)
      })
      return { labels, probabilities }
    }
    const known = draw(6000)
    const scores = conformalScores(known.probabilities, classCount, score)
    const data = { scores, labels: known.labels }
    const prior = [1 / 3, 1 / 3, 1 / 3]
    const thresholds = conformalThresholds(data, classCount, {
      ...{ coverage: 0.85, shrinkage: 0, prior },
    })
    const fresh = draw(6000)
    const hits = fresh.labels.map((label, row) => {
      const own = fresh.probabilities.slice(row * classCount, (row + 1) * classCount)
      return predictionSet(own, thresholds, score).includes(label)
    })
    for (let k = 0; k < classCount; k++) {
      const own = hits.filter((_, row) => fresh.labels[row] === k)
      const coverage = own.filter(Boolean).length / own.length
      // the likeliest class is there in any case, so a class can be covered more often, never less
      expect(coverage).toBeGreaterThan(0.85 - 4 * Math.sqrt((2 * 0.85 * 0.15) / own.length))
    }
    expect(hits.filter(Boolean).length / hits.length).toBeLessThan(0.95)
  })
})
