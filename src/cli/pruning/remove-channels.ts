import { findChannelGroups } from '../../compress/prune/channel-groups.ts'
import { chooseChannels } from '../../compress/prune/choose-channels.ts'
import { type Importance, magnitudeImportance } from '../../compress/prune/importance.ts'
import { keepChannels } from '../../compress/prune/keep-channels.ts'
import type { Graph } from '../../graph/graph.ts'
import { parametersOf } from '../../nets/graph-architecture.ts'
import { openPhase } from '../../train/phase.ts'
import { countProgress } from '../count-progress.ts'
import { architectureOf } from './prunable-model.ts'
import type { PruningRun } from './pruning-run.ts'
import { scoreChannels } from './score-channels.ts'
import type { PruningSettings, StepPlan } from './settings.ts'

/** The graph with the channels removed that matter least, down to the budget of a step. */
export async function removeChannels(
  run: PruningRun,
  graph: Graph,
  plan: StepPlan,
): Promise<Graph> {
  const importance =
    run.settings.criterion === 'taylor'
      ? await taylorVisibly(run, graph, plan)
      : magnitudeImportance(graph, findChannelGroups(graph))
  const { multiple } = run.settings
  return keepChannels(
    graph,
    chooseChannels(graph, importance, {
      macs: plan.macs,
      multiple,
      per: PER[run.settings.criterion],
    }),
  )
}

/** A change of the loss has a price in multiply-accumulates; a norm relative to its layer has none. */
const PER: Readonly<Record<PruningSettings['criterion'], 'mac' | 'channel'>> = {
  taylor: 'mac',
  magnitude: 'channel',
}

async function taylorVisibly(
  { model, data, settings, threads, signal }: PruningRun,
  graph: Graph,
  { config }: StepPlan,
): Promise<Importance> {
  const decoding = countProgress('decoding', 'images')
  const { distillation: _, ...byLabelsAlone } = config
  const phase = await openPhase({
    config: byLabelsAlone,
    architecture: architectureOf(graph, model.manifest),
    data,
    size: config.phases[0]!.size,
    threads,
    onCacheProgress: decoding.moveTo,
  }).finally(decoding.stop)
  const scoring = countProgress('scoring channels', 'batches')
  try {
    return await scoreChannels({
      graph,
      groups: findChannelGroups(graph),
      parameters: parametersOf(graph),
      phase,
      config: byLabelsAlone,
      data,
      batches: settings.batches,
      onProgress: scoring.moveTo,
      signal,
    })
  } finally {
    scoring.stop()
    await phase.close()
  }
}
