import { existsSync } from 'node:fs'
import type { Manifest } from '../../classifier/index.ts'
import { lastFeatures } from '../../compress/quantize/head.ts'
import { planQuantization } from '../../compress/quantize/plan.ts'
import { fakeQuantizeGraph } from '../../compress/quantize/qat/fake-quantize-graph.ts'
import type { Graph } from '../../graph/graph.ts'
import { graphArchitecture, parametersOf, withParameters } from '../../nets/graph-architecture.ts'
import { checkpointPaths } from '../../train/checkpointer.ts'
import { type TrainConfig, totalEpochs } from '../../train/config.ts'
import type { TrainData } from '../../train/phase.ts'
import { type TrainOutcome, train } from '../../train/trainer.ts'
import { parameterShapes } from '../training/initial-weights.ts'
import { trainingReporter } from '../training/reporter.ts'
import { loadTeachers } from '../training/teachers.ts'
import type { TrainingStart } from './training-start.ts'

/** A run of quantization-aware training. */
export type QuantizedTraining = {
  readonly data: TrainData
  readonly config: TrainConfig
  /** Folder of what is needed to go on. */
  readonly folder: string
  /** Go on with the run in the folder. */
  readonly resume: boolean
  readonly threads: number
  readonly signal?: AbortSignal | undefined
}

/** How the weights of a float model are trained for 8 bits: gently, every layer alike, at the size of the model. */
export function quantizedTrainingConfig(
  config: TrainConfig,
  { epochs, learningRate }: { readonly epochs: number; readonly learningRate: number },
): TrainConfig {
  const { size } = config.phases.at(-1)!
  return {
    ...config,
    seed: config.seed + 1,
    phases: [{ size, epochs }],
    learningRate,
    headLearningRateFactor: 1,
    warmupSteps: 50,
  }
}

/**
 * Trains a graph through its 8 bits: every forward pass, on training and on validation images, computes what the int8 graph
 * of the same weights will.
 *
 * @returns the float graph with the averaged weights of the epoch that is best on validation
 */
export async function trainThroughQuantization(
  { graph, ranges }: TrainingStart,
  manifest: Manifest,
  { data, config, folder, threads, signal }: QuantizedTraining,
): Promise<{ readonly graph: Graph; readonly outcome: TrainOutcome }> {
  const features = lastFeatures(graph)
  const trainable = fakeQuantizeGraph(graph, planQuantization(graph, features), ranges)
  const { mean, std } = manifest.input
  const about = { name: manifest.architecture, mean, std, features }
  const architecture = graphArchitecture(trainable, about)
  const parameters = parameterShapes(architecture, data.classes.length)
  const weights = parametersOf(graph)
  const reporter = trainingReporter(totalEpochs(config))
  const outcome = await train({
    ...{ config, architecture, data, parameters, folder, threads, signal },
    teachers: await loadTeachers(config, data.classes),
    initial: new Map(parameters.map(({ name }) => [name, weights.get(name)!])),
    resume: existsSync(checkpointPaths(folder).last),
    events: reporter,
  }).finally(reporter.stop)
  return { graph: withParameters(graph, outcome.parameters), outcome }
}
