import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { quantizationOf, roundTrip } from '../../../src/compress/quantize/affine.ts'
import { createHistogramRecorder } from '../../../src/compress/quantize/histogram.ts'
import { chooseRange, RANGE_METHODS } from '../../../src/compress/quantize/ranges.ts'
import { createRandom } from '../../../src/random.ts'

const COUNT = 20_000

const draw = (source: (random: ReturnType<typeof createRandom>) => number) => {
  const random = createRandom(1)
  return Float32Array.from({ length: COUNT }, () => source(random))
}

const NORMAL = draw((random) => random.normal())
const RELU = NORMAL.map((x) => Math.max(x, 0))
/** One number in a thousand is 40 times as large. */
const OUTLIERS = draw((random) => random.normal() * (random.chance(1e-3) ? 40 : 1))

function histogramOf(values: Float32Array) {
  const recorder = createHistogramRecorder()
  recorder.add(values)
  return recorder.histogram()!
}

function meanSquaredError(values: Float32Array, quantization: ReturnType<typeof quantizationOf>) {
  return values.reduce((sum, x) => sum + (x - roundTrip(x, quantization)) ** 2, 0) / values.length
}

describe('chooseRange', () => {
  it('holds 0 and lies inside what was seen, by every method', () => {
    const list = fc.float32Array({ noNaN: true, min: -100, max: 100, minLength: 1, maxLength: 50 })
    fc.assert(
      fc.property(list, fc.constantFrom(...RANGE_METHODS), (values, method) => {
        const { min, max } = chooseRange(histogramOf(values), method)
        expect(min).toBeLessThanOrEqual(0)
        expect(max).toBeGreaterThanOrEqual(0)
        expect(min).toBeGreaterThanOrEqual(Math.min(0, ...values))
        expect(max).toBeLessThanOrEqual(Math.max(0, ...values))
      }),
    )
  })

  it('starts at 0 behind a ReLU, by every method', () => {
    for (const method of RANGE_METHODS) {
      const { min, max } = chooseRange(histogramOf(RELU), method)
      expect(min).toBe(0)
      expect(max).toBeGreaterThan(1)
    }
  })

  it('covers everything by min-max', () => {
    expect(chooseRange(histogramOf(OUTLIERS), 'min-max')).toEqual({
      min: Math.min(...OUTLIERS),
      max: Math.max(...OUTLIERS),
    })
  })

  it('leaves 0.005 % out at either end by percentile', () => {
    const uniform = Float32Array.from({ length: 100_001 }, (_, i) => i / 1000 - 50)
    const { min, max } = chooseRange(histogramOf(uniform), 'percentile')
    expect(min).toBeCloseTo(-50 + 0.005, 2)
    expect(max).toBeCloseTo(50 - 0.005, 2)
  })

  it('has the least squared error by mse', () => {
    for (const values of [NORMAL, RELU, OUTLIERS]) {
      const best = quantizationOf(chooseRange(histogramOf(values), 'mse'))
      const least = meanSquaredError(values, best)
      const { min, max } = chooseRange(histogramOf(values), 'min-max')
      for (let share = 1; share > 0.05; share -= 0.05) {
        const other = quantizationOf({ min: min * share, max: max * share })
        expect(least).toBeLessThan(meanSquaredError(values, other) * 1.02)
      }
    }
  })

  it('gives up rare outliers for the shape of the rest by entropy', () => {
    const { min, max } = chooseRange(histogramOf(OUTLIERS), 'entropy')
    expect(max).toBeGreaterThan(2)
    expect(min).toBeLessThan(-2)
    expect(max - min).toBeLessThan(0.5 * (Math.max(...OUTLIERS) - Math.min(...OUTLIERS)))
  })
})
