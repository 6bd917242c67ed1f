import { describe, expect, it } from 'vitest'
import { type Manifest, manifestSchema } from '../../src/classifier/manifest.ts'
import { DEFAULT_BUNDLE } from '../../src/classifier/node/index.ts'
import { loadManifest } from '../../src/classifier/node/load-bundle.ts'
import type { GroupMetrics } from '../../src/metrics/groups.ts'
import { calibrationName } from '../../src/report/calibration-name.ts'
import type { GroupsFile } from '../../src/report/groups-file.ts'
import type { EvaluatedSplit, MetricsFile } from '../../src/report/metrics-file.ts'
import { modelCard } from '../../src/report/model-card.ts'
import { readQuantization } from '../../src/report/quantization-file.ts'
import { formatInterval } from '../../src/report/table.ts'
import { evaluationOf, predictionTable } from './fixtures.ts'

const table = predictionTable()
const evaluation = evaluationOf(table)

const manifest: Manifest = manifestSchema.parse({
  schemaVersion: 1,
  name: 'mobilenet-v2',
  architecture: 'MobileNetV2 1.0',
  description: 'Classifies dermoscopic images.',
  synthetic: false,
  classes: table.classes,
  input: { size: 224, mean: [0, 0, 0], std: [1, 1, 1] },
  files: [
    {
      path: 'model.onnx',
      format: 'onnx',
      precision: 'float32',
      bytes: 8_900_000,
      sha256: 'a'.repeat(64),
    },
  ],
  temperature: 1,
  trainingPrior: [0.25, 0.25, 0.5],
  datasetPrior: [0.11, 0.111, 0.779],
  provenance: {
    dataset: 'HAM10000',
    split: { seed: 7, train: 7000, val: 1500, test: 1473 },
    seed: 3,
    commit: 'abc1234',
    createdAt: '2026-01-02T03:04:05Z',
    pretrained: 'ImageNet weights',
    config: {},
  },
  metrics: {},
  licence: 'CC BY-NC 4.0',
  attribution: 'HAM10000, Tschandl et al. (2018)',
})

const metrics: MetricsFile = {
  schemaVersion: 1,
  run: 'first',
  model: 'mobilenet-v2',
  synthetic: false,
  classes: [...table.classes],
  evaluations: { test: evaluation },
}

function groupsOf(split: EvaluatedSplit, model: string, prior: string): GroupsFile {
  const measured: GroupMetrics = {
    ...{ n: 40, lesions: 30, malignant: 12, small: false },
    metrics: { 'malignant.sensitivity': 0.9 },
    intervals: { 'malignant.sensitivity': [0.8, 0.95] },
  }
  return {
    schemaVersion: 1,
    ...{ model, split, prior, synthetic: false, threshold: 0.25, coverage: 0.9 },
    overall: measured,
    attributes: [{ name: 'sex', groups: [{ name: 'female', measured }] }],
  }
}

describe('modelCard', () => {
  const card = modelCard(manifest, { metrics })

  it('has the measured numbers with their intervals', () => {
    const { mel } = evaluation.metrics.perClass
    const row = card.split('\n').find((line) => line.startsWith('| mel | 20 |'))
    expect(row).toContain(
      `${mel!.auc!.toFixed(3)} ${formatInterval(evaluation.intervals['mel.auc'])}`,
    )
    expect(card).toContain(evaluation.metrics.balancedAccuracy.toFixed(3))
  })

  it('has the data, the licence, the attribution and the warning', () => {
    for (const text of [
      ...['HAM10000: 7,000 training, 1,500 validation, 1,473 test images', 'CC BY-NC 4.0'],
      ...['Tschandl et al. (2018)', 'not a medical device', '| mel | melanoma | 11.1% |'],
      ...['224 × 224 px', '`model.onnx` | onnx, float32, 8.90 MB', 'commit `abc1234`'],
    ]) {
      expect(card).toContain(text)
    }
  })

  it('has a section for each split that was measured, and no other', () => {
    expect(card).toContain('## How well it does: float32, test images')
    expect(card).not.toContain('validation images, on which')
  })

  it('warns first of all when only drawn lesions were seen', () => {
    expect(card).not.toContain('drawn lesions')
    const synthetic = modelCard({ ...manifest, synthetic: true }, { metrics })
    expect(synthetic.indexOf('Trained on drawn lesions only')).toBeLessThan(synthetic.indexOf('##'))
  })

  it('says what calibrates: the map of the bundle, else the temperature', async () => {
    expect(card).toContain('| temperature | 1.000 |')
    const { uncertainty } = await loadManifest(DEFAULT_BUNDLE)
    const calibrated = modelCard({ ...manifest, uncertainty }, { metrics })
    expect(calibrated).toContain(`| calibration | ${calibrationName(uncertainty!.calibration)} |`)
    expect(calibrated).not.toContain('| temperature |')
  })

  it('says that the classes are taken for equally frequent, and what the shares are', () => {
    const limits = card.slice(card.indexOf('## Limits'))
    expect(limits).toMatch(/all classes are equally frequent unless a prior is passed/)
    expect(limits).toMatch(/shares of the training\s+images above are the prior `dataset`/)
  })

  it('says that 8 bits were measured before calibration by class', async () => {
    const quantization = await readQuantization('data/results/mobilenet-v2/quantization.json')
    expect(modelCard(manifest, { quantization })).toMatch(
      /with one temperature, before any calibration by class: the differences count, not the levels\./,
    )
  })

  it('has the groups of both splits, and which model and prior they are of', () => {
    const groups = groupsOf('test', 'mobilenet-v2, float32', 'balanced')
    const grouped = modelCard(manifest, {
      groups: { test: groups, val: groupsOf('val', 'mobilenet-v2, int8', 'dataset') },
    })
    expect(grouped.match(/^#{2,3} .*(group|On the).*$/gm)).toEqual([
      '## By group',
      '### On the test images',
      '### On the validation images, on which everything was chosen, so flattering',
    ])
    expect(grouped).toContain(
      'mobilenet-v2, float32, balanced prior; called malignant from a probability of 0.25 on.',
    )
    expect(grouped).toContain(
      'mobilenet-v2, int8, dataset prior; called malignant from a probability of 0.25 on.',
    )
    expect(grouped).toContain('sets that promise 90 %')
    expect(grouped).toContain('| female | 40 | 12 | 0.900 [0.800, 0.950] |')
    expect(card).not.toContain('By group')
  })

  it('leaves no hole', () => {
    expect(card).not.toMatch(/undefined|NaN|\[object|null/)
    expect(card).not.toMatch(/\n{3}/)
  })
})
