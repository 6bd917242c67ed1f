import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../src/random.ts'
import {
  chooseConformal,
  crossValidatedSets,
  measureSets,
} from '../../../src/uncertainty/fit/conformal.ts'
import { groupedFolds } from '../../../src/uncertainty/fit/folds.ts'

const LAC = { score: { method: 'lac' as const }, shrinkage: 0 }

describe('crossValidatedSets', () => {
  it('cover exchangeable images as often as promised', () => {
    const random = createRandom(9)
    const labels = Array.from({ length: 3000 }, () => random.int(3))
    const probabilities = Float64Array.from(
      labels.flatMap((label) => {
        const raw = [0, 1, 2].map((k) => Math.exp(2 * random.normal() + Number(k === label)))
        const sum = raw.reduce((a, b) => a + b, 0)
        return raw.map((value) => value / sum)
      }),
    )
    const folds = groupedFolds(
      labels.map((_, row) => row),
      labels,
      5,
    )
    const sets = crossValidatedSets({ probabilities, labels }, folds, LAC, {
      ...{ coverage: 0.9, prior: [1 / 3, 1 / 3, 1 / 3] },
    })
    const { coverage, byClass, size } = measureSets(sets, labels, 3)
    expect(Math.abs(coverage - 0.9)).toBeLessThan(0.02)
    for (const each of byClass) expect(Math.abs(each! - 0.9)).toBeLessThan(0.04)
    expect(size).toBeGreaterThan(1)
    expect(size).toBeLessThan(3)
  })
})

describe('measureSets', () => {
  it('counts how often the class is there, and how many are', () => {
    expect(measureSets([[0], [1, 0], [1], [1, 0]], [0, 0, 0, 1], 3)).toEqual({
      coverage: 0.75,
      byClass: [2 / 3, 1, null],
      size: 1.5,
    })
  })
})

describe('chooseConformal', () => {
  const measured = (size: number, worstClass: number) => ({ choice: LAC, size, worstClass })

  it('takes the smallest sets of those that keep the promise', () => {
    const all = [measured(2, 0.9), measured(1.5, 0.88), measured(1.2, 0.8)]
    expect(chooseConformal(all, 0.9).size).toBe(1.5)
  })

  it('falls back to exact sets where none does', () => {
    const all = [measured(2, 0.5), measured(1.5, 0.6)]
    expect(chooseConformal(all, 0.9).size).toBe(2)
  })
})
