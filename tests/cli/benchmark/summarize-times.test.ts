import { describe, expect, it } from 'vitest'
import { summarizeTimes } from '../../../src/cli/benchmark/summarize-times.ts'

describe('a summary of times', () => {
  it('has the median, the 95th percentile and the ratio within rounds', () => {
    const reference = Float64Array.from({ length: 101 }, (_, i) => 2 * (i + 1))
    const times = Float64Array.from({ length: 101 }, (_, i) => i + 1)
    const { median, p95, speedup, speedupInterval } = summarizeTimes(times, reference)
    expect([median, p95, speedup]).toEqual([51, 96, 2])
    expect(speedupInterval).toEqual([2, 2])
  })

  it('is not led astray by a machine that slows down for both', () => {
    const slow = (i: number) => (i % 3 === 0 ? 10 : 1)
    const reference = Float64Array.from({ length: 60 }, (_, i) => 3 * slow(i))
    const times = Float64Array.from({ length: 60 }, (_, i) => 2 * slow(i))
    expect(summarizeTimes(times, reference).speedup).toBeCloseTo(1.5, 12)
  })
})
