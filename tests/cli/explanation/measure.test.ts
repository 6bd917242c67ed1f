import { describe, expect, it } from 'vitest'
import { chooseImages } from '../../../src/cli/explanation/measure/choose-images.ts'
import { comparedMean, meanWithInterval } from '../../../src/cli/explanation/measure/means.ts'
import type { Sample } from '../../../src/dataset/types.ts'

const sampleOf = (label: number, index: number): Sample => ({
  ...{ id: `${label}-${index}`, path: '', label, group: `${label}-${index}`, metadata: {} },
})
const samples = [5, 30, 2].flatMap((n, label) =>
  Array.from({ length: n }, (_, index) => sampleOf(label, index)),
)
const countsOf = (chosen: readonly Sample[]) =>
  [0, 1, 2].map((label) => chosen.filter((sample) => sample.label === label).length)

describe('chooseImages', () => {
  it('takes the classes in turn, and from the large ones what the small ones lack', () => {
    expect(countsOf(chooseImages(samples, 6, 1))).toEqual([2, 2, 2])
    expect(countsOf(chooseImages(samples, 12, 1))).toEqual([5, 5, 2])
    expect(countsOf(chooseImages(samples, 100, 1))).toEqual([5, 30, 2])
  })

  it('follows the seed, and a smaller choice is the beginning of a larger one', () => {
    const chosen = chooseImages(samples, 10, 1)
    expect(chooseImages(samples, 10, 1)).toEqual(chosen)
    expect(chooseImages(samples, 6, 1)).toEqual(chosen.slice(0, 6))
    expect(chooseImages(samples, 10, 2)).not.toEqual(chosen)
  })
})

describe('means', () => {
  const groups = Array.from({ length: 40 }, (_, row) => `lesion ${row}`)

  it('leave out what is undefined', () => {
    const values = groups.map((_, row) => (row < 20 ? 3 : null))
    expect(meanWithInterval(values, groups)).toEqual({ mean: 3, interval: [3, 3] })
  })

  it('have an interval as wide as their spread says', () => {
    const values = groups.map((_, row) => row % 2)
    const { mean, interval } = meanWithInterval(values, groups)
    expect(mean).toBe(0.5)
    const deviation = 0.5 / Math.sqrt(40)
    expect(interval[0]).toBeCloseTo(0.5 - 1.96 * deviation, 1)
    expect(interval[1]).toBeCloseTo(0.5 + 1.96 * deviation, 1)
  })

  it('are compared image by image, so that what images have in common cancels out', () => {
    const blob = groups.map((_, row) => row)
    const values = groups.map((_, row) => row + 1)
    const { mean, interval, overBlob } = comparedMean(values, blob, groups)
    expect(mean).toBe(20.5)
    expect(interval[1] - interval[0]).toBeGreaterThan(5)
    expect(overBlob).toEqual({ difference: 1, interval: [1, 1] })
    expect(comparedMean(blob, null, groups).overBlob).toBeNull()
  })
})
