import { describe, expect, it } from 'vitest'
import { compareAccuracy } from '../../../src/cli/benchmark/accuracy.ts'
import type { PredictionTable } from '../../../src/report/predictions-file.ts'

const COUNT = 200

/** Answers to images of two classes, one lesion each; wrong where told. */
function table(isWrong: (row: number) => boolean): PredictionTable {
  const labels = Int32Array.from({ length: COUNT }, (_, row) => row % 2)
  const probabilities = Float32Array.from({ length: COUNT * 2 }, (_, i) => {
    const row = Math.floor(i / 2)
    const right = i % 2 === labels[row]
    return right !== isWrong(row) ? 0.75 : 0.25
  })
  const ids = Array.from(labels, (_, row) => `${row}`)
  const logits = probabilities.map(Math.log)
  return { classes: ['mel', 'nv'], ids, groups: ids, labels, probabilities, logits }
}

describe('comparing the accuracy of models', () => {
  const [reference, same, worse] = compareAccuracy(
    [table((row) => row % 10 === 0), table((row) => row % 10 === 0), table((row) => row % 5 === 0)],
    { resamples: 200 },
  )

  it('finds no difference between a model and itself', () => {
    expect(same!.metrics).toEqual(reference!.metrics)
    expect(same!.metrics.balancedAccuracy).toMatchObject({
      difference: 0,
      differenceInterval: [0, 0],
    })
    expect(same).toMatchObject({ sameLabel: 1, probabilityDifference: 0, mcNemar: { p: 1 } })
  })

  it('measures what a worse model loses, with an interval that 0 is not in', () => {
    const { value, difference, differenceInterval } = worse!.metrics.balancedAccuracy!
    expect(value).toBeCloseTo(0.8, 6)
    expect(difference).toBeCloseTo(-0.1, 6)
    expect(differenceInterval[1]).toBeLessThan(0)
    expect(worse!.sameLabel).toBeCloseTo(0.9, 12)
    expect(worse!.probabilityDifference).toBeCloseTo(0.05, 6)
    expect(worse!.mcNemar).toMatchObject({ onlyReference: 20, onlyVariant: 0 })
    expect(worse!.mcNemar.p).toBeLessThan(1e-4)
  })
})
