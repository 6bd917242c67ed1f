import type { Manifest } from '../../src/classifier/manifest.ts'

/** A manifest of two classes, complete and valid. */
export const manifest: Manifest = {
  schemaVersion: 1,
  name: 'pair',
  architecture: 'mobilenet-v2-1.00',
  description: 'Two classes.',
  synthetic: false,
  classes: ['mel', 'nv'],
  input: { size: 16, mean: [0.5, 0.5, 0.5], std: [0.25, 0.25, 0.25] },
  files: [
    {
      path: 'model.onnx',
      format: 'onnx',
      precision: 'float32',
      bytes: 3,
      sha256: 'ab'.repeat(32),
    },
    {
      path: 'model.int8.tflite',
      format: 'tflite',
      precision: 'int8',
      bytes: 2,
      sha256: 'cd'.repeat(32),
    },
  ],
  temperature: 2,
  trainingPrior: [0.5, 0.5],
  datasetPrior: [0.2, 0.8],
  provenance: {
    dataset: 'ham10000',
    split: { seed: 1, train: 10, val: 2, test: 2 },
    seed: 1,
    commit: '0123abc',
    createdAt: '2026-01-02T03:04:05Z',
    pretrained: 'imagenet',
    config: { seed: 1 },
  },
  metrics: { test: { accuracy: 0.9 } },
  licence: 'CC-BY-NC-4.0',
  attribution: 'HAM10000',
}
