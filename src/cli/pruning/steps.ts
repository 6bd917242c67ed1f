import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { findChannelGroups } from '../../compress/prune/channel-groups.ts'
import { DermaliteError } from '../../errors.ts'
import type { Graph } from '../../graph/graph.ts'
import { readOnnx } from '../../graph/onnx/read.ts'
import { writeOnnx } from '../../graph/onnx/write.ts'
import { withParameters } from '../../nets/graph-architecture.ts'
import { type PruningStep, pruningStepSchema } from '../../report/pruning-file.ts'
import { requireSameConfig } from '../../train/config-mismatch.ts'
import { dataIdentity, requireSameData } from '../../train/data-identity.ts'
import type { TrainOutcome } from '../../train/trainer.ts'
import { writeFileAtomic } from '../../write-file.ts'
import { fineTune, measure } from './fine-tune.ts'
import { costOf } from './prunable-model.ts'
import type { PruningRun } from './pruning-run.ts'
import { removeChannels } from './remove-channels.ts'
import { planSteps, type StepPlan } from './settings.ts'

export type PruningOutcome = {
  readonly graph: Graph
  readonly steps: readonly PruningStep[]
  /** Of the last step; undefined where no epochs followed it. */
  readonly training: (StepPlan & { readonly outcome: TrainOutcome }) | undefined
}

/** How a step begins: the network right after channels were removed, and how it does. */
type Beginning = { readonly graph: Graph; readonly step: Omit<PruningStep, 'after'> }

const SETTINGS_KEY = 'settings'
const DATA_KEY = 'data'
const STEP_KEY = 'step'

/**
 * Removes channels in steps and trains between them. The network of each step is kept in the folder as soon as it is made, and
 * its training saves every epoch, so that a run that was stopped anywhere goes on from there.
 *
 * @throws DermaliteError `checkpoint-mismatch`: the folder holds a run with other settings or data; `interrupted`
 */
export async function pruneInSteps(run: PruningRun): Promise<PruningOutcome> {
  const { model, settings } = run
  const size = model.manifest.input.size
  const plans = planSteps(settings, { now: costOf(model.graph), unpruned: model.unpruned, size })
  const steps: PruningStep[] = []
  let graph = model.graph
  let training: PruningOutcome['training']
  for (const [index, plan] of plans.entries()) {
    const number = index + 1
    const path = stepPath(run.folder, number)
    const begun = existsSync(path) ? await load(run, path) : await begin(run, graph, plan, path)
    process.stderr.write(`step ${number}/${plans.length}: ${describeStep(run, begun.step)}\n`)
    training = undefined
    graph = begun.graph
    if (plan.epochs > 0) {
      const outcome = await fineTune(run, graph, plan, number)
      graph = withParameters(graph, outcome.parameters)
      training = { ...plan, outcome }
    }
    steps.push({ ...begun.step, after: training ? validationOf(training.outcome) : null })
  }
  return { graph, steps, training }
}

/** Where the network of the first step lies, once a run has begun. */
export function stepPath(folder: string, step: number): string {
  return join(folder, `step-${step}.onnx`)
}

/** Channels that are left, by the layer that makes them. */
export function widthsOf(graph: Graph): Record<string, number> {
  return Object.fromEntries(findChannelGroups(graph).map(({ name, channels }) => [name, channels]))
}

async function begin(
  run: PruningRun,
  from: Graph,
  plan: StepPlan,
  path: string,
): Promise<Beginning> {
  const graph = await removeChannels(run, from, plan)
  const before = await measure(run, graph, plan.config.phases[0]!.size)
  const step = { ...costOf(graph), widths: widthsOf(graph), before }
  const metadata = {
    [SETTINGS_KEY]: JSON.stringify(run.settings),
    [DATA_KEY]: dataIdentity(run.data),
    [STEP_KEY]: JSON.stringify(step),
  }
  await writeFileAtomic(path, writeOnnx(graph, metadata))
  return { graph, step }
}

async function load({ settings, data }: PruningRun, path: string): Promise<Beginning> {
  const { graph, metadata } = readOnnx(await readFile(path))
  requireSameConfig(JSON.parse(metadata[SETTINGS_KEY] ?? 'null'), settings)
  requireSameData(metadata[DATA_KEY], dataIdentity(data))
  const step = pruningStepSchema
    .omit({ after: true })
    .safeParse(JSON.parse(metadata[STEP_KEY] ?? 'null'))
  if (step.success) return { graph, step: step.data }
  throw new DermaliteError(
    'checkpoint-invalid',
    `${path} is no step of a pruning run`,
    'Delete the folder of the run and start it again.',
  )
}

function validationOf({ history, best }: TrainOutcome): PruningStep['after'] {
  const row = history.find(({ epoch }) => epoch === best.epoch)!
  return {
    epoch: row.epoch,
    size: row.size,
    loss: row.valLoss,
    accuracy: row.valAccuracy,
    balancedAccuracy: row.valBalancedAccuracy,
    macroAuc: row.valMacroAuc,
  }
}

function describeStep(
  { model }: PruningRun,
  { macs, parameters, before }: Beginning['step'],
): string {
  const share = ((100 * macs) / model.unpruned.macs).toFixed(1)
  return (
    `${(macs / 1e6).toFixed(1)} million multiply-accumulates (${share} %), ${(parameters / 1e6).toFixed(2)} million ` +
    `parameters; balanced accuracy ${before.balancedAccuracy.toFixed(3)} before training on`
  )
}
