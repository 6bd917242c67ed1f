import { describe, expect, it } from 'vitest'
import { predictionTable } from '../../../src/cli/evaluation/prediction-table.ts'
import { createRandom } from '../../../src/random.ts'
import { calibrateLogits } from '../../../src/uncertainty/calibration-map.ts'
import { fitCalibration } from '../../../src/uncertainty/fit/calibration.ts'
import { groupedFolds, splitFold, takeRows } from '../../../src/uncertainty/fit/folds.ts'
import { probabilitiesUnder } from '../../../src/uncertainty/probabilities.ts'
import { manifest as pair } from '../../classifier/manifest-data.ts'
import { madeUpStatistics } from '../../classifier/uncertainty-data.ts'

const { dataset } = pair.provenance

const picture = (id: string, label: number, group: string) => {
  return { id, path: `${id}.jpg`, label, group, metadata: {} }
}

describe('predictionTable', () => {
  const samples = [picture('one', 1, 'lesion'), picture('two', 0, 'lesion')]
  const { provenance } = pair
  const manifest = { classes: ['mel', 'nv'], temperature: 2, trainingPrior: [0.5, 0.5], provenance }
  const logits = Float32Array.of(2, 0, 0, 2)

  it.each(['val', 'test'] as const)(
    'applies temperature and prior, beside the truth and the raw logits: %s',
    (side) => {
      const prior = { name: 'custom', frequencies: [0.2, 0.8] } as const
      const table = predictionTable(samples, logits, { dataset, side }, { manifest, prior })
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
    },
  )
})

describe('of a calibrated model, predictionTable', () => {
  const CLASSES = 7
  const classes = Array.from({ length: CLASSES }, (_, k) => `class ${k}`)
  const uniform = new Array<number>(CLASSES).fill(1 / CLASSES)
  const random = createRandom(3)
  const samples = Array.from({ length: 210 }, (_, i) =>
    picture(`${i}`, i % CLASSES, `lesion ${i >> 1}`),
  )
  const logits = Float32Array.from(
    { length: samples.length * CLASSES },
    (_, i) => random.normal() + (samples[Math.floor(i / CLASSES)]!.label === i % CLASSES ? 2 : 0),
  )
  const method = { method: 'vector', penalty: 0.01 } as const
  const uncertainty = {
    ...madeUpStatistics('0'.repeat(64)),
    calibration: {
      features: 'logits' as const,
      weight: Array.from({ length: CLASSES ** 2 }, (_, i) => Number(i % (CLASSES + 1) === 0) / 2),
      bias: classes.map((_, k) => k / 4),
    },
    calibrationMethod: method,
  }
  const { provenance } = pair
  const manifest = { classes, temperature: 9, trainingPrior: uniform, uncertainty, provenance }
  const prior = { name: 'balanced', frequencies: uniform } as const
  const model = { manifest, prior }

  it.each([
    { dataset, side: 'test' as const },
    { dataset: 'other pictures', side: 'val' as const },
  ])('takes its map for images that the map was not fitted on: %j', (images) => {
    const { probabilities } = predictionTable(samples, logits, images, model)
    const expected = calibrateLogits(logits, uncertainty.calibration)
    expect(probabilities).toEqual(Float32Array.from(probabilitiesUnder(expected, uniform, uniform)))
  })

  it.each([{ smoothing: undefined }, { smoothing: { share: 0.1, odds: uniform.map(() => 0) } }])(
    'answers for a validation image by a map that its lesion had no part in: %j',
    ({ smoothing }) => {
      const calibration = { ...uncertainty.calibration, smoothing }
      const { probabilities } = predictionTable(
        samples,
        logits,
        { dataset, side: 'val' },
        { manifest: { ...manifest, uncertainty: { ...uncertainty, calibration } }, prior },
      )
      const labels = samples.map(({ label }) => label)
      const groups = samples.map(({ group }) => group)
      const folds = groupedFolds(groups, labels, 10)
      const { inside, outside } = splitFold(folds, folds[0]!)
      const map = fitCalibration(
        {
          logits: takeRows(logits, CLASSES, outside),
          labels: outside.map((row) => labels[row]!),
          trainingPrior: uniform,
          labelPrior: uniform,
        },
        { ...method, smoothing },
      )
      const expected = calibrateLogits(takeRows(logits, CLASSES, inside), map)
      const answered = takeRows(probabilities, CLASSES, inside)
      const wanted = probabilitiesUnder(expected, uniform, uniform)
      for (const [i, p] of wanted.entries()) expect(answered[i]).toBeCloseTo(p, 6)
      expect(inside).toContain(0)
      expect(outside.map((row) => groups[row])).not.toContain(groups[0])
    },
  )
})
