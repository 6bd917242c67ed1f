import { DermaliteError } from '../errors.ts'
import type { Architecture } from '../nets/architecture.ts'
import type { ParameterShape } from '../nets/parameter.ts'
import { checkpointPaths, loadSnapshot, type RunIdentity, saveSnapshot } from './checkpointer.ts'
import { phaseOf, type TrainConfig, totalEpochs } from './config.ts'
import { dataIdentity } from './data-identity.ts'
import { createEma } from './ema.ts'
import { trainEpoch } from './epoch.ts'
import type { TrainEvents } from './events.ts'
import { createOptimizer } from './optimizer/create.ts'
import { decayedParameters, learningRateFactors } from './parameter-groups.ts'
import { cloneParameters, learntParameters, type Parameters } from './parameters.ts'
import { openPhase, type Phase, type TrainData } from './phase.ts'
import { selectionScore } from './selection.ts'
import { EMPTY_RUNNING, type EpochRow, freshState, type TrainState } from './state.ts'
import type { Teacher } from './teacher.ts'
import { validate } from './validate.ts'

export type TrainOptions = {
  readonly config: TrainConfig
  readonly architecture: Architecture
  readonly data: TrainData
  readonly parameters: readonly ParameterShape[]
  /** Weights to start from, for every parameter. */
  readonly initial: Parameters
  /** Folder of the checkpoints. */
  readonly folder: string
  /** Go on from the last checkpoint in the folder. */
  readonly resume: boolean
  readonly threads: number
  /** Needed where the configuration has a distillation. */
  readonly teachers?: readonly Teacher[] | undefined
  readonly events?: TrainEvents
  /** Aborting saves the exact position and rejects with `interrupted`. */
  readonly signal?: AbortSignal | undefined
}

export type TrainOutcome = {
  readonly history: readonly EpochRow[]
  readonly best: { readonly epoch: number; readonly score: number }
  /** The averaged weights of the best epoch, with the running statistics averaged alike. */
  readonly parameters: Parameters
}

/**
 * Trains to the end of the last phase, or until the validation score has not improved for `patience` epochs of it.
 * Every batch, augmentation and dropout mask is a function of seed, epoch and position, so a resumed run takes the very
 * same steps as one that was never stopped.
 */
export async function train(options: TrainOptions): Promise<TrainOutcome> {
  const { config, folder, events = {} } = options
  const paths = checkpointPaths(folder)
  const identity = { config, data: dataIdentity(options.data) }
  const run = await openRun(options, identity)
  let { state } = run
  let phase: Phase | undefined
  const save = (path: string) => saveSnapshot(path, identity, { ...run.snapshot(), state })
  try {
    while (state.epoch < totalEpochs(config) && !hasStalled(state, config)) {
      const { size } = phaseOf(config, state.epoch)
      if (phase?.size !== size) {
        const closing = phase?.close()
        phase = undefined
        await closing
        phase = await openPhase({
          ...options,
          size,
          ...(events.onCache && { onCacheProgress: events.onCache }),
        })
      }
      state = await trainEpoch({ ...options, ...run, events, state, phase })
      const row = await finishEpoch(options, state, phase, run.ema.parameters())
      if (row === undefined) {
        await save(paths.last)
        throw interrupted(state)
      }
      const score = selectionScore(row)
      const lastPhase = phaseOf(config, state.epoch).index === config.phases.length - 1
      const better = lastPhase && score > (state.best?.score ?? Number.NEGATIVE_INFINITY)
      state = {
        epoch: state.epoch + 1,
        step: 0,
        running: EMPTY_RUNNING,
        history: [...state.history, row],
        best: better ? { epoch: row.epoch, score } : state.best,
      }
      if (better) await save(paths.best)
      await save(paths.last)
      events.onEpochEnd?.(row, better)
    }
  } finally {
    await phase?.close()
  }
  if (hasStalled(state, config)) {
    events.onMessage?.(
      `Stopped early: no better validation score for ${config.patience} epochs; the best was epoch ${state.best!.epoch}.`,
    )
  }
  run.ema.restore((await loadSnapshot(paths.best, identity)).ema)
  return { history: state.history, best: state.best!, parameters: run.ema.parameters() }
}

async function openRun(
  { config, parameters: shapes, initial, folder, resume }: TrainOptions,
  identity: RunIdentity,
) {
  const saved = resume ? await loadSnapshot(checkpointPaths(folder).last, identity) : undefined
  const parameters = saved?.parameters ?? cloneParameters(initial)
  const optimizer = createOptimizer(config.optimizer, learntParameters(parameters), {
    decays: decayedParameters(shapes),
    learningRateFactors: learningRateFactors(shapes, config.headLearningRateFactor),
  })
  const ema = createEma(parameters, config.emaDecay, { warmup: true })
  if (saved) {
    optimizer.restore(saved.optimizer)
    ema.restore(saved.ema)
  }
  return {
    state: saved?.state ?? freshState(),
    parameters,
    optimizer,
    ema,
    snapshot: () => ({ parameters, optimizer: optimizer.state(), ema: ema.state() }),
  }
}

/** Undefined where the run was interrupted before the epoch or its validation ended. */
async function finishEpoch(
  { data, config, events, signal }: TrainOptions,
  state: TrainState,
  phase: Phase,
  parameters: Parameters,
): Promise<EpochRow | undefined> {
  if (signal?.aborted) return undefined
  const metrics = await validate({
    engine: phase.evaluation,
    loader: phase.evalLoader,
    parameters,
    labels: data.val.map(({ label }) => label),
    classes: data.classes,
    batch: config.batchSize,
    ...(events?.onValidation && { onProgress: events.onValidation }),
    signal,
  }).catch((error: unknown) => {
    if (error !== signal?.reason) throw error
  })
  if (metrics === undefined) return undefined
  const { loss, correct, images, seconds, learningRate } = state.running
  return {
    epoch: state.epoch + 1,
    learningRate,
    trainLoss: loss / images,
    trainAccuracy: correct / images,
    valLoss: metrics.loss,
    valAccuracy: metrics.accuracy,
    valBalancedAccuracy: metrics.balancedAccuracy,
    valMacroAuc: metrics.macroAuc,
    seconds,
    imagesPerSecond: images / seconds,
    size: phase.size,
  }
}

function hasStalled({ best, history }: TrainState, { patience }: TrainConfig): boolean {
  return best !== null && history.length - best.epoch >= patience
}

function interrupted(state: TrainState): DermaliteError {
  return new DermaliteError(
    'interrupted',
    `training was interrupted in epoch ${state.epoch + 1} after step ${state.step}; everything is saved`,
    'Go on with the same command and --resume.',
  )
}
