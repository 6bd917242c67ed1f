import { describe, expect, it } from 'vitest'
import {
  formatInterval,
  formatMetric,
  headlineTable,
  perClassTable,
} from '../../src/report/table.ts'
import { evaluationOf, predictionTable } from './fixtures.ts'

describe('formats', () => {
  it('show what is undefined as a dash', () => {
    expect(formatMetric(0.12345)).toBe('0.123')
    expect(formatMetric(null)).toBe('–')
    expect(formatInterval([0.1, 0.25])).toBe('[0.100, 0.250]')
    expect(formatInterval(undefined)).toBe('')
  })
})

describe('tables of an evaluation', () => {
  const evaluation = evaluationOf(predictionTable())

  it('show the headline numbers with their intervals', () => {
    const { metrics, intervals } = evaluation
    const line = headlineTable(evaluation)
      .split('\n')
      .find((text) => text.startsWith('balanced accuracy'))
    expect(line).toContain(metrics.balancedAccuracy.toFixed(3))
    expect(line).toContain(formatInterval(intervals.balancedAccuracy))
  })

  it('show a row for each class', () => {
    const lines = perClassTable(evaluation.metrics).split('\n').slice(2)
    expect(lines.map((line) => line.split(/\s+/).slice(0, 2))).toEqual([
      ['bkl', '20'],
      ['mel', '20'],
      ['nv', '20'],
    ])
  })
})
