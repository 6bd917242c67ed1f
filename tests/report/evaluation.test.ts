import { describe, expect, it } from 'vitest'
import { flattenMetrics } from '../../src/metrics/evaluate.ts'
import { evaluationOf, predictionTable } from './fixtures.ts'

describe('evaluateTable', () => {
  it('gives metrics with an interval around each, and repeats', () => {
    const { metrics, intervals, prior, createdAt } = evaluationOf(predictionTable())
    expect({ prior, createdAt }).toEqual({
      prior: 'balanced',
      createdAt: '2026-01-02T03:04:05.000Z',
    })
    expect(Object.keys(intervals)).toEqual(Object.keys(flattenMetrics(metrics)))
    const [low, high] = intervals.macroAuc!
    expect(low).toBeLessThan(metrics.macroAuc!)
    expect(high).toBeGreaterThan(metrics.macroAuc!)
    expect(evaluationOf(predictionTable()).intervals).toEqual(intervals)
  })
})
