import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Graph } from '../../graph/graph.ts'
import { parametersOf } from '../../nets/graph-architecture.ts'
import { checkpointPaths } from '../../train/checkpointer.ts'
import { createEvaluationEngine } from '../../train/engine/engine.ts'
import { createEvalLoader } from '../../train/loader/eval-loader.ts'
import { type TrainOutcome, train } from '../../train/trainer.ts'
import { validate } from '../../train/validate.ts'
import { countProgress } from '../count-progress.ts'
import { parameterShapes } from '../training/initial-weights.ts'
import { trainingReporter } from '../training/reporter.ts'
import { loadTeachers } from '../training/teachers.ts'
import { architectureOf } from './prunable-model.ts'
import type { PruningRun } from './pruning-run.ts'
import type { StepPlan } from './settings.ts'

/** Trains a graph for the epochs of its step, from its own weights; goes on from a checkpoint in the folder of the step. */
export async function fineTune(
  { model, data, folder, threads, signal }: PruningRun,
  graph: Graph,
  { config, epochs }: StepPlan,
  step: number,
): Promise<TrainOutcome> {
  const checkpoints = join(folder, `step-${step}`)
  const architecture = architectureOf(graph, model.manifest)
  const parameters = parameterShapes(architecture, data.classes.length)
  const weights = parametersOf(graph)
  const reporter = trainingReporter(epochs)
  return train({
    config,
    architecture,
    data,
    parameters,
    initial: new Map(parameters.map(({ name }) => [name, weights.get(name)!])),
    folder: checkpoints,
    resume: existsSync(checkpointPaths(checkpoints).last),
    threads,
    teachers: await loadTeachers(config, data.classes),
    events: reporter,
    signal,
  }).finally(reporter.stop)
}

/** How a graph does on the validation images, by its plain logits. */
export async function measure(
  { model, data, threads, signal }: PruningRun,
  graph: Graph,
  size: number,
) {
  const batch = 16
  const { classes, val } = data
  const architecture = architectureOf(graph, model.manifest)
  const engine = await createEvaluationEngine({
    ...{ architecture, batch, size, threads, classes: classes.length },
  })
  const spec = { ...model.manifest.input, size }
  const loader = createEvalLoader({ samples: val, spec })
  const progress = countProgress('validating', 'images')
  try {
    const { loss, accuracy, balancedAccuracy, macroAuc } = await validate({
      engine,
      loader,
      parameters: parametersOf(graph),
      labels: val.map(({ label }) => label),
      classes,
      batch,
      onProgress: progress.moveTo,
      signal,
    })
    return { size, loss, accuracy, balancedAccuracy, macroAuc }
  } finally {
    progress.stop()
    await Promise.all([engine.dispose(), loader.close()])
  }
}
