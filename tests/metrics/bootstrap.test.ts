import { describe, expect, it } from 'vitest'
import {
  bootstrapIntervals,
  metricIntervals,
  metricsOfRows,
  pairedBootstrap,
  type Statistics,
} from '../../src/metrics/bootstrap.ts'
import { createRandom } from '../../src/random.ts'

const random = createRandom(11)
const values = Array.from({ length: 400 }, () => random.normal())
const alone = values.map((_, row) => row)
const mean: Statistics = (rows) => ({
  mean: rows.reduce((sum, row) => sum + values[row]!, 0) / rows.length,
})

describe('bootstrapIntervals', () => {
  it('of a mean are close to the normal interval', () => {
    const { mean: interval } = bootstrapIntervals(mean, alone, { seed: 3 })
    const average = values.reduce((a, b) => a + b) / values.length
    const variance = values.reduce((sum, x) => sum + (x - average) ** 2, 0) / (values.length - 1)
    const error = Math.sqrt(variance / values.length)
    expect(interval![0]).toBeCloseTo(average - 1.96 * error, 1)
    expect(interval![1]).toBeCloseTo(average + 1.96 * error, 1)
    expect((interval![1] - interval![0]) / (2 * 1.96 * error)).toBeCloseTo(1, 1)
  })

  it('repeat with the seed and change with another', () => {
    const first = bootstrapIntervals(mean, alone, { seed: 1, resamples: 50 })
    expect(bootstrapIntervals(mean, alone, { seed: 1, resamples: 50 })).toEqual(first)
    expect(bootstrapIntervals(mean, alone, { seed: 2, resamples: 50 })).not.toEqual(first)
  })

  it('draw whole groups: copies of an image narrow nothing', () => {
    const copies = 4
    const copied: Statistics = (rows) => mean(rows.map((row) => Math.floor(row / copies)))
    const rows = Array.from({ length: values.length * copies }, (_, row) => row)
    const width = ([low, high]: [number, number]) => high - low
    const honest = bootstrapIntervals(
      copied,
      rows.map((row) => `lesion-${Math.floor(row / copies)}`),
      { resamples: 300 },
    )
    const fooled = bootstrapIntervals(copied, rows, { resamples: 300 })
    const once = bootstrapIntervals(mean, alone, { resamples: 300 })
    expect(width(honest.mean!)).toBeCloseTo(width(once.mean!), 8)
    expect(width(fooled.mean!)).toBeLessThan(0.65 * width(honest.mean!))
  })

  it('leave out draws without a value, and statistics that mostly have none', () => {
    const intervals = bootstrapIntervals(
      (rows) => ({
        rare: rows.includes(0) ? 1 : null,
        never: null,
        always: 2,
      }),
      [0, 1, 2],
      { resamples: 200 },
    )
    expect(intervals).toEqual({ rare: [1, 1], always: [2, 2] })
  })

  it.each([
    [[], {}],
    [[1], { resamples: 0 }],
    [[1], { confidence: 1 }],
    [[1], { confidence: Number.NaN }],
  ])('refuse groups %j with options %j', (groups, options) => {
    expect(() => bootstrapIntervals(() => ({}), groups, options)).toThrow(
      expect.objectContaining({ code: 'bad-argument' }),
    )
  })
})

/** Two classes; the answer is right with this probability. */
function drawnPredictions(share: number, seed: number, n = 300) {
  const draw = createRandom(seed)
  const labels = Array.from({ length: n }, () => draw.int(2))
  const probabilities = labels.flatMap((label) => {
    const p = draw.uniform(0.5, 1)
    return (label === 0) === draw.chance(share) ? [p, 1 - p] : [1 - p, p]
  })
  return { labels, probabilities, classes: ['a', 'b'] }
}

describe('metricIntervals', () => {
  it('hold the metric and are named like it', () => {
    const predictions = drawnPredictions(0.8, 5)
    const groups = predictions.labels.map((_, row) => row)
    const intervals = metricIntervals({ ...predictions, groups }, { resamples: 200 })
    const onAll = metricsOfRows(predictions)(Int32Array.from(groups))
    for (const name of ['accuracy', 'balancedAccuracy', 'macroAuc', 'brier', 'a.sensitivity']) {
      const [low, high] = intervals[name]!
      expect(low).toBeLessThan(onAll[name]!)
      expect(high).toBeGreaterThan(onAll[name]!)
    }
  })
})

describe('metricIntervals of few images', () => {
  it('claim no certainty from a class whose every image was found', () => {
    const intervals = metricIntervals(
      {
        classes: ['a', 'b'],
        labels: [0, 0, 1, 1, 1, 1],
        probabilities: [0.9, 0.1, 0.8, 0.2, 0.4, 0.6, 0.3, 0.7, 0.6, 0.4, 0.7, 0.3],
        groups: [0, 1, 2, 3, 4, 5],
      },
      { resamples: 100 },
    )
    expect(intervals).not.toHaveProperty(['a.sensitivity'])
    expect(intervals['b.sensitivity']![0]).toBeLessThan(intervals['b.sensitivity']![1])
  })
})

describe('pairedBootstrap', () => {
  const groups = Array.from({ length: 300 }, (_, row) => row)

  it('finds a model equal to itself, without any spread', () => {
    const statistics = metricsOfRows(drawnPredictions(0.8, 5))
    const { accuracy } = pairedBootstrap(statistics, statistics, groups, { resamples: 50 })
    expect(accuracy).toEqual({ difference: 0, interval: [0, 0] })
  })

  it('finds a better model better, and its loss smaller', () => {
    const worse = drawnPredictions(0.6, 5)
    const sure = worse.labels.flatMap((label) => (label === 0 ? [0.8, 0.2] : [0.2, 0.8]))
    const { accuracy, loss } = pairedBootstrap(
      metricsOfRows(worse),
      metricsOfRows({ ...worse, probabilities: sure }),
      groups,
      { resamples: 200 },
    )
    expect(accuracy!.interval[0]).toBeGreaterThan(0)
    expect(accuracy!.difference).toBeGreaterThan(accuracy!.interval[0])
    expect(loss!.interval[1]).toBeLessThan(0)
  })

  it('leaves out what only one of them defines', () => {
    const compared = pairedBootstrap(
      () => ({ both: 1, first: 1, second: null }),
      () => ({ both: 3, first: null, second: 1 }),
      groups,
      { resamples: 10 },
    )
    expect(compared).toEqual({ both: { difference: 2, interval: [2, 2] } })
  })
})
