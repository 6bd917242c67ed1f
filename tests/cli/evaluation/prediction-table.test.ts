import { describe, expect, it } from 'vitest'
import { predictionTable } from '../../../src/cli/evaluation/prediction-table.ts'

const samples = [
  { id: 'one', path: 'one.jpg', label: 1, group: 'lesion', metadata: {} },
  { id: 'two', path: 'two.jpg', label: 0, group: 'lesion', metadata: {} },
]
const manifest = { classes: ['mel', 'nv'], temperature: 2, trainingPrior: [0.5, 0.5] }
const logits = Float32Array.of(2, 0, 0, 2)

describe('predictionTable', () => {
  it('applies temperature and prior, beside the truth and the raw logits', () => {
    const prior = { name: 'custom', frequencies: [0.2, 0.8] } as const
    const table = predictionTable(samples, logits, manifest, prior)
    expect(table).toMatchObject({
      classes: ['mel', 'nv'],
      ids: ['one', 'two'],
      groups: ['lesion', 'lesion'],
      labels: Int32Array.of(1, 0),
      logits,
    })
    const odds = Math.E * (0.2 / 0.8)
    expect(table.probabilities[0]).toBeCloseTo(odds / (1 + odds))
    expect(table.probabilities[0]! + table.probabilities[1]!).toBeCloseTo(1)
  })
})
