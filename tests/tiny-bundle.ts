import { LESION_CLASSES } from '../src/classes.ts'
import type { Manifest } from '../src/classifier/manifest.ts'
import { writeBundle } from '../src/export/bundle.ts'
import { mobileNetV2Architecture } from '../src/nets/architecture.ts'
import { initializeParameters } from '../src/nets/initialize.ts'
import { evaluationGraph } from '../src/train/engine/training-graph.ts'

export const TINY_SIZE = 64
const SEED = 1

export type UntrainedOptions = {
  /** Of MobileNetV2. */
  readonly width: number
  /** Side of the input, pixels. */
  readonly size: number
}

/** A bundle like the one that ships, but small, quick and untrained: MobileNetV2 of width 0.35 at 64 pixels. */
export const writeTinyBundle = (folder: string): Promise<Manifest> =>
  writeUntrainedBundle(folder, { width: 0.35, size: TINY_SIZE })

/** A bundle like the one that ships, with seeded random weights. */
export function writeUntrainedBundle(
  folder: string,
  { width, size }: UntrainedOptions,
): Promise<Manifest> {
  const architecture = mobileNetV2Architecture(width)
  const classes = LESION_CLASSES.length
  const shapes = evaluationGraph({ architecture, batch: 1, size, classes }).parameters
  return writeBundle(folder, {
    architecture,
    size,
    parameters: initializeParameters(shapes, SEED),
    description: {
      name: 'tiny',
      description: 'Random weights.',
      synthetic: true,
      classes: [...LESION_CLASSES],
      temperature: 1,
      trainingPrior: Array<number>(classes).fill(1 / classes),
      datasetPrior: [0.03, 0.05, 0.11, 0.01, 0.11, 0.68, 0.01],
      provenance: {
        dataset: 'none',
        split: { seed: 1, train: 0, val: 0, test: 0 },
        seed: SEED,
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
