import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createHistogramRecorder } from '../../../src/compress/quantize/histogram.ts'

const batches = fc.array(
  fc.float32Array({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6, maxLength: 20 }),
  { minLength: 1, maxLength: 6 },
)

const recorded = (list: readonly Float32Array[]) => {
  const recorder = createHistogramRecorder()
  for (const values of list) recorder.add(values)
  return recorder.histogram()
}

describe('createHistogramRecorder', () => {
  it('counts every number in the bin that holds it, whatever came first', () => {
    fc.assert(
      fc.property(batches, (list) => {
        const values = list.flatMap((batch) => [...batch])
        fc.pre(values.length > 0)
        const { low, binWidth, counts, min, max } = recorded(list)!
        expect([min, max]).toEqual([Math.min(...values), Math.max(...values)])
        const expected = new Float64Array(counts.length)
        const slack = binWidth * 1e-6
        for (const value of values) {
          const bin = Math.min(Math.floor((value - low) / binWidth), counts.length - 1)
          expect(value).toBeGreaterThanOrEqual(low - slack)
          expected[bin]!++
        }
        // A number on the border of two bins may have been counted in either.
        const cumulative = (bins: Float64Array) => {
          let sum = 0
          return bins.map((count) => (sum += count))
        }
        const onBorder = values.filter((value) => {
          const position = (value - low) / binWidth
          return Math.abs(position - Math.round(position)) < 1e-6
        }).length
        const [is, should] = [cumulative(counts), cumulative(expected)]
        const distances = is.map((count, bin) => Math.abs(count - should[bin]!))
        expect(Math.max(...distances)).toBeLessThanOrEqual(onBorder)
        expect(is.at(-1)).toBe(values.length)
      }),
    )
  })

  it('has bins finer than 1 / 500 of the range', () => {
    fc.assert(
      fc.property(batches, (list) => {
        const histogram = recorded(list)
        fc.pre(histogram !== undefined && histogram.max > histogram.min)
        const { min, max, binWidth } = histogram!
        expect(binWidth).toBeLessThan((max - min) / 500)
      }),
    )
  })

  it('has nothing to show before the first number', () => {
    expect(recorded([])).toBeUndefined()
    expect(recorded([new Float32Array()])).toBeUndefined()
  })

  it('takes a tensor of one number', () => {
    const { counts, min, max } = recorded([new Float32Array(5)])!
    expect([min, max, counts[0]]).toEqual([0, 0, 5])
  })
})
