import { join } from 'node:path'
import { writeSyntheticDataset } from '../../src/dataset/synthetic/dataset.ts'
import { createArchitecture } from '../../src/nets/architecture.ts'
import { initializeParameters } from '../../src/nets/initialize.ts'
import { type TrainConfig, trainConfigSchema } from '../../src/train/config.ts'
import { evaluationGraph } from '../../src/train/engine/training-graph.ts'
import type { TrainEvents } from '../../src/train/events.ts'
import type { TrainData } from '../../src/train/phase.ts'
import type { Teacher } from '../../src/train/teacher.ts'
import { train } from '../../src/train/trainer.ts'

/** Two small phases, so that a run passes from one input size to the next. */
export function tinyConfig(overrides: Partial<TrainConfig> = {}): TrainConfig {
  const defaults = trainConfigSchema.parse({
    width: 0.1,
    batchSize: 4,
    phases: [
      { size: 32, epochs: 2 },
      { size: 64, epochs: 1 },
    ],
    learningRate: 0.002,
    warmupSteps: 2,
  })
  return { ...defaults, ...overrides }
}

/** Some drawn lesions to learn, in a folder of their own. */
export async function tinyData(folder: string): Promise<TrainData> {
  const { classes, samples } = await writeSyntheticDataset(join(folder, 'lesions'), {
    imagesPerClass: 3,
    width: 96,
    height: 72,
  })
  const isTraining = (_: unknown, index: number) => index % 3 !== 0
  return {
    classes,
    train: samples.filter(isTraining),
    val: samples.filter((sample, index) => !isTraining(sample, index)),
    cacheFolder: join(folder, 'cache'),
  }
}

export type TinyRun = {
  readonly folder: string
  readonly data: TrainData
  readonly config?: TrainConfig
  readonly resume?: boolean
  readonly events?: TrainEvents
  readonly signal?: AbortSignal
  readonly teachers?: readonly Teacher[]
}

export function trainTiny({ config = tinyConfig(), resume = false, ...run }: TinyRun) {
  const classes = run.data.classes.length
  const architecture = createArchitecture(config)
  const { parameters } = evaluationGraph({ architecture, batch: 1, size: 32, classes })
  const initial = initializeParameters(parameters, config.seed)
  return train({ ...run, config, resume, architecture, parameters, initial, threads: 2 })
}
