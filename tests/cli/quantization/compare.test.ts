import { describe, expect, it } from 'vitest'
import { comparePrecisions, sameLabel } from '../../../src/cli/quantization/compare.ts'
import { evaluatePredictions } from '../../../src/metrics/evaluate.ts'
import { predictionTable } from '../../report/fixtures.ts'
import { noisyTable } from './fixtures.ts'

const table = predictionTable()

describe('sameLabel', () => {
  it('counts the rows whose largest probability stands in the same column', () => {
    expect(sameLabel(table, table)).toBe(1)
    const turned = { ...table, probabilities: table.probabilities.slice() }
    turned.probabilities.set([0, 0, 1], 0)
    turned.probabilities.set([1, 0, 0], 0)
    const [a, b, c] = table.probabilities
    const was = [a!, b!, c!].indexOf(Math.max(a!, b!, c!))
    expect(sameLabel(table, turned)).toBeCloseTo(was === 0 ? 1 : 59 / 60, 10)
  })
})

describe('comparePrecisions', () => {
  it('sees no difference between equals', () => {
    const { metrics, ...rest } = comparePrecisions(table, table)
    expect(rest).toEqual({ images: 60, sameLabel: 1, probabilityDifference: 0 })
    expect(metrics.balancedAccuracy).toMatchObject({ difference: 0, interval: [0, 0] })
  })

  it('measures both and brackets their difference', () => {
    const noisy = noisyTable(2)
    const { metrics, sameLabel: same, probabilityDifference } = comparePrecisions(table, noisy)
    const { float32, int8, difference, interval } = metrics.balancedAccuracy!
    expect(float32).toBe(evaluatePredictions(table).balancedAccuracy)
    expect(int8).toBe(evaluatePredictions(noisy).balancedAccuracy)
    expect(difference).toBeCloseTo(int8 - float32, 10)
    expect(interval[0]).toBeLessThan(difference)
    expect(interval[1]).toBeGreaterThan(difference)
    expect(same).toBe(sameLabel(table, noisy))
    expect(probabilityDifference).toBeGreaterThan(0.05)
    expect(Object.keys(metrics)).toEqual(expect.arrayContaining(['macroAuc', 'mel.sensitivity']))
  })
})
