import { describe, expect, it } from 'vitest'
import { flattenMetrics } from '../../src/metrics/evaluate.ts'
import { evaluationOf, predictionTable } from './fixtures.ts'

describe('evaluateTable', () => {
  it('gives metrics with an interval around each, and repeats', () => {
    const evaluation = evaluationOf(predictionTable())
    const { metrics, intervals, prior } = evaluation
    expect(prior).toBe('balanced')
    expect(Object.keys(intervals)).toEqual(Object.keys(flattenMetrics(metrics)))
    const [low, high] = intervals.macroAuc!
    expect(low).toBeLessThan(metrics.macroAuc!)
    expect(high).toBeGreaterThan(metrics.macroAuc!)
    expect(evaluationOf(predictionTable())).toEqual(evaluation)
  })
})
