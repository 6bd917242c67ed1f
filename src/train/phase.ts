import { SOURCE_MARGIN } from '../image/augment/augment.ts'
import type { Architecture } from '../nets/architecture.ts'
import type { TrainConfig } from './config.ts'
import {
  createEvaluationEngine,
  createTrainingEngine,
  type EvaluationEngine,
  type TrainingEngine,
} from './engine/engine.ts'
import { buildPixelCache } from './loader/cache.ts'
import { createEvalLoader, type EvalLoader } from './loader/eval-loader.ts'
import { createTrainLoader, type TrainLoader } from './loader/loader.ts'
import { classFrequencies, temperPrior } from './prior.ts'
import { createTeaching, type Teacher, type Teaching } from './teacher.ts'

export type TrainSample = { readonly id: string; readonly path: string; readonly label: number }

export type TrainData = {
  readonly classes: readonly string[]
  readonly train: readonly TrainSample[]
  readonly val: readonly TrainSample[]
  /** Folder for decoded pixels. */
  readonly cacheFolder: string
}

export type PhaseOptions = {
  readonly config: TrainConfig
  readonly architecture: Architecture
  readonly data: TrainData
  readonly size: number
  readonly threads: number
  /** Needed where the configuration has a distillation. */
  readonly teachers?: readonly Teacher[] | undefined
  readonly onCacheProgress?: (done: number, total: number) => void
}

/** What one input size needs: the compiled steps and the loaders. */
export type Phase = {
  readonly size: number
  readonly training: TrainingEngine
  readonly evaluation: EvaluationEngine
  readonly teaching: Teaching | undefined
  readonly trainLoader: TrainLoader
  readonly evalLoader: EvalLoader
  close(): Promise<void>
}

/** Opens all of a phase, or leaves nothing open. */
export async function openPhase(options: PhaseOptions): Promise<Phase> {
  const { config, architecture, data, size, threads, onCacheProgress } = options
  const spec = { size, mean: architecture.mean, std: architecture.std }
  const graphOptions = {
    architecture,
    batch: config.batchSize,
    size,
    classes: data.classes.length,
    threads,
  }
  const closers: (() => Promise<void> | undefined)[] = []
  const close = async () => {
    await Promise.all(closers.map((closeOne) => closeOne()))
  }
  try {
    const cache = await buildPixelCache({
      samples: data.train,
      shortSide: Math.round(size * SOURCE_MARGIN),
      folder: data.cacheFolder,
      ...(onCacheProgress && { onProgress: onCacheProgress }),
    })
    const training = await createTrainingEngine({
      ...graphOptions,
      loss: lossOptions(config, data),
      batchNormMomentum: config.batchNormMomentum,
    })
    closers.push(() => training.dispose())
    const evaluation = await createEvaluationEngine(graphOptions)
    closers.push(() => evaluation.dispose())
    const teaching = await openTeaching(options)
    closers.push(() => teaching?.close())
    const { augment, seed } = config
    const trainLoader = createTrainLoader({ cache, spec, augment, seed })
    closers.push(() => trainLoader.close())
    const evalLoader = createEvalLoader({ samples: data.val, spec })
    closers.push(() => evalLoader.close())
    return { size, training, evaluation, teaching, trainLoader, evalLoader, close }
  } catch (error) {
    await close()
    throw error
  }
}

async function openTeaching(options: PhaseOptions): Promise<Teaching | undefined> {
  const { config, architecture, data, size, threads, teachers } = options
  if (!config.distillation) return undefined
  if (!teachers?.length) throw new Error('a distillation without its teachers')
  return createTeaching(teachers, {
    student: architecture,
    weight: config.distillation.weight,
    prior: sampledPrior(config, data),
    batch: config.batchSize,
    ...{ size, threads },
  })
}

function lossOptions(config: TrainConfig, data: TrainData) {
  const seen = sampledPrior(config, data)
  return {
    labelSmoothing: config.labelSmoothing,
    logitAdjustment: seen.map((share) => config.logitAdjustment * Math.log(share)),
  }
}

/** The class frequencies that training sees: those of the data, tempered by the sampler. */
export function sampledPrior(config: TrainConfig, { train, classes }: TrainData): number[] {
  const frequencies = classFrequencies(
    train.map(({ label }) => label),
    classes.length,
  )
  return temperPrior(frequencies, config.samplerPower)
}
