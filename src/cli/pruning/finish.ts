import { join } from 'node:path'
import type { Split } from '../../dataset/split.ts'
import type { Dataset, Sample } from '../../dataset/types.ts'
import { parametersOf } from '../../nets/graph-architecture.ts'
import { drawRun } from '../../report/draw-run.ts'
import { writeHistory } from '../../report/history-file.ts'
import type { Evaluation } from '../../report/metrics-file.ts'
import type { PruningFile } from '../../report/pruning-file.ts'
import { RUN_FILES } from '../../report/run-files.ts'
import { finishRun } from '../training/finish-run.ts'
import type { RunFolders } from '../training/run-folders.ts'
import { architectureOf, costOf, type PrunableModel } from './prunable-model.ts'
import type { PruningSettings } from './settings.ts'
import { type PruningOutcome, widthsOf } from './steps.ts'

export type FinishPruningOptions = {
  readonly name: string
  readonly model: PrunableModel
  readonly settings: PruningSettings
  readonly outcome: PruningOutcome
  readonly folders: RunFolders
  readonly dataset: Dataset
  readonly split: Split<Sample>
  readonly splitSeed: number
  readonly threads: number
}

/** Writes the pruned network as a bundle, its temperature fitted, and measures it on the validation images. */
export async function finishPruning(
  options: FinishPruningOptions,
): Promise<{ readonly file: PruningFile; readonly evaluation: Evaluation }> {
  const { name, model, settings, folders, dataset, split, splitSeed, threads } = options
  const { graph, steps, training } = options.outcome
  const { manifest, unpruned } = model
  const { criterion, keepMacs } = settings
  const parent = { name: manifest.name, sha256: model.file.sha256 }
  const cost = costOf(graph)
  const architecture = architectureOf(graph, manifest)
  const evaluations = await finishRun({
    ...{ run: name, folders, dataset, split, splitSeed, architecture, threads },
    config: training?.config ?? model.config,
    outcome: {
      history: training?.outcome.history ?? [],
      best: training?.outcome.best ?? { epoch: 0, score: 0 },
      parameters: parametersOf(graph),
    },
    measured: ['val'],
    pruned: {
      description: describe(options),
      provenance: { ...cost, parent, criterion, keepMacs, unpruned },
    },
  })
  if (training) {
    await writeHistory(join(folders.results, RUN_FILES.history), training.outcome.history)
  }
  await drawRun(folders.results)
  const file: PruningFile = {
    schemaVersion: 1,
    model: name,
    synthetic: dataset.synthetic,
    dataset: dataset.name,
    parent: { ...parent, ...costOf(model.graph) },
    ...{ unpruned, criterion, keepMacs },
    widthsBefore: widthsOf(model.graph),
    steps: [...steps],
  }
  return { file, evaluation: evaluations.val! }
}

function describe({ model, settings, outcome: { graph, training } }: FinishPruningOptions): string {
  const { macs, parameters } = costOf(graph)
  const share = Math.round((100 * macs) / model.unpruned.macs)
  const trained = training
    ? `trained on; weights averaged up to epoch ${training.outcome.best.epoch} of ${training.epochs}, the best on validation`
    : 'not trained since'
  return (
    `${model.manifest.name} with the channels removed that matter least (${settings.criterion}): ${share} % of the ` +
    `multiply-accumulates are left (${(macs / 1e6).toFixed(0)} million), ${(parameters / 1e6).toFixed(2)} million parameters; ${trained}.`
  )
}
