import { describe, expect, it } from 'vitest'
import { bootstrapIntervals } from '../../src/metrics/bootstrap.ts'
import { estimateNumbers } from '../../src/metrics/estimate.ts'

const values = Array.from({ length: 60 }, (_, i) => Math.sin(i))
const groups = values.map((_, i) => Math.floor(i / 2))
const mean = (rows: Int32Array) => rows.reduce((sum, row) => sum + values[row]!, 0) / rows.length

describe('estimateNumbers', () => {
  it('gives nested numbers the intervals that each would have alone', () => {
    const measured = estimateNumbers((rows) => ({ a: { 'x.y': mean(rows) } }), groups)
    const alone = bootstrapIntervals((rows) => ({ mean: mean(rows) }), groups).mean
    expect(measured.a['x.y']).toEqual({
      value: mean(Int32Array.from(values, (_, row) => row)),
      interval: alone,
    })
  })

  it('has no interval for what is undefined, or the same on every draw', () => {
    const measured = estimateNumbers(() => ({ none: null, always: 1 }), groups)
    expect(measured).toEqual({
      none: { value: null, interval: null },
      always: { value: 1, interval: null },
    })
  })
})
