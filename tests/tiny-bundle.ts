import { LESION_CLASSES } from '../src/classes.ts'
import type { Manifest } from '../src/classifier/manifest.ts'
import { writeBundle } from '../src/export/bundle.ts'
import { mobileNetV2Architecture } from '../src/nets/architecture.ts'
import { initializeParameters } from '../src/nets/initialize.ts'
import { evaluationGraph } from '../src/train/engine/training-graph.ts'

export const TINY_SIZE = 64

/**
 * A bundle like the one that ships, but small, quick and untrained: MobileNetV2 of width 0.35 at 64 pixels with seeded random
 * weights.
 */
export function writeTinyBundle(folder: string, { seed = 1 } = {}): Promise<Manifest> {
  const architecture = mobileNetV2Architecture(0.35)
  const classes = LESION_CLASSES.length
  const shapes = evaluationGraph({ architecture, batch: 1, size: TINY_SIZE, classes }).parameters
  return writeBundle(folder, {
    architecture,
    size: TINY_SIZE,
    parameters: initializeParameters(shapes, seed),
    description: {
      name: 'tiny',
      description: 'Random weights for tests.',
      synthetic: true,
      classes: [...LESION_CLASSES],
      temperature: 1,
      trainingPrior: Array<number>(classes).fill(1 / classes),
      datasetPrior: [0.03, 0.05, 0.11, 0.01, 0.11, 0.68, 0.01],
      provenance: {
        dataset: 'none',
        split: { seed: 1, train: 0, val: 0, test: 0 },
        seed,
        commit: 'none',
        createdAt: '2026-01-02T03:04:05Z',
        pretrained: 'none',
        config: {},
      },
      metrics: {},
      licence: 'MIT',
      attribution: 'none',
    },
  })
}
