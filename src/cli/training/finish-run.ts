import { dirname } from 'node:path'
import { type Manifest, resolvePrior } from '../../classifier/index.ts'
import { loadManifest } from '../../classifier/node/load-bundle.ts'
import type { Split } from '../../dataset/split.ts'
import type { Dataset, Sample } from '../../dataset/types.ts'
import { type BundleDescription, writeBundle } from '../../export/bundle.ts'
import { keepDerived, writeManifest } from '../../export/model-file.ts'
import { flattenMetrics } from '../../metrics/evaluate.ts'
import type { Architecture } from '../../nets/architecture.ts'
import type { EvaluatedSplit, Evaluation } from '../../report/metrics-file.ts'
import { type TrainConfig, totalEpochs } from '../../train/config.ts'
import { classFrequencies, temperPrior } from '../../train/prior.ts'
import type { TrainOutcome } from '../../train/trainer.ts'
import { fitTemperature } from '../../uncertainty/temperature.ts'
import { recordEnvironment } from '../environment.ts'
import { predictWithProgress } from '../evaluation/predict-with-progress.ts'
import { predictionTable } from '../evaluation/prediction-table.ts'
import { recordEvaluation } from '../evaluation/record.ts'
import { writeModelCard } from '../model-card.ts'
import { termsOf } from './licence.ts'
import { provenanceOf } from './provenance.ts'
import type { RunFolders } from './run-folders.ts'

export type FinishOptions = {
  readonly run: string
  readonly folders: RunFolders
  readonly dataset: Dataset
  readonly split: Split<Sample>
  readonly splitSeed: number
  readonly config: TrainConfig
  readonly architecture: Architecture
  readonly outcome: TrainOutcome
  readonly threads: number
  /** The sides to measure; choosing a recipe should never look at `test`. */
  readonly measured: readonly EvaluatedSplit[]
  /** How the network was made smaller, where it was, and how that is said. */
  readonly pruned?: {
    readonly description: string
    readonly provenance: NonNullable<Manifest['provenance']['pruning']>
  }
}

/**
 * From trained weights to a model that ships: writes the bundle, fits its temperature on the validation images, measures it
 * as it will run, and writes what was measured.
 */
export async function finishRun(
  options: FinishOptions,
): Promise<Partial<Record<EvaluatedSplit, Evaluation>>> {
  const { folders, split, architecture, outcome, config, threads } = options
  const size = config.phases.at(-1)!.size
  const bundle = { architecture, size, parameters: outcome.parameters }
  const description = await describe(options)
  const earlier = await loadManifest(folders.bundle).catch(() => undefined)
  const uncalibrated = await writeBundle(folders.bundle, { ...bundle, description })
  const logitsOf = (side: EvaluatedSplit) =>
    predictWithProgress(`measuring ${side}`, split[side], {
      ...{ bundle: folders.bundle, threads, precision: 'float32' },
    })

  const valLogits = await logitsOf('val')
  const { trainingPrior } = description
  const valLabels = split.val.map(({ label }) => label)
  const temperature = fitTemperature(valLogits, valLabels, { trainingPrior })
  const manifest = { ...uncalibrated, temperature }

  const prior = resolvePrior('balanced', manifest)
  const model = { manifest, file: manifest.files[0]!, prior }
  const evaluations: Partial<Record<EvaluatedSplit, Evaluation>> = {}
  for (const side of options.measured) {
    const logits = side === 'val' ? valLogits : await logitsOf(side)
    const images = { dataset: options.dataset.name, side }
    const table = predictionTable(split[side], logits, images, model)
    evaluations[side] = await recordEvaluation(folders.results, model, side, table)
  }
  const metrics = Object.fromEntries(
    Object.entries(evaluations).map(([side, evaluation]) => [side, numbers(evaluation)]),
  )
  await writeManifest(folders.bundle, keepDerived({ ...manifest, metrics }, earlier))
  await recordEnvironment(folders.results, options.pruned ? 'prune' : 'train', {
    ...{ threads, dataset: options.dataset, seed: config.seed },
  })
  await writeModelCard(folders.bundle, dirname(folders.results))
  return evaluations
}

async function describe(options: FinishOptions): Promise<BundleDescription> {
  const { run, dataset, split, splitSeed, config, outcome, pruned } = options
  const labels = split.train.map(({ label }) => label)
  const datasetPrior = classFrequencies(labels, dataset.classes.length)
  const sampled = temperPrior(datasetPrior, config.samplerPower)
  const pictures = dataset.synthetic ? 'synthetic (drawn) lesions' : dataset.name
  return {
    name: run,
    description:
      pruned?.description ??
      `${config.architecture} of width ${config.width}, trained on ${split.train.length} pictures of ${pictures}; ` +
        `weights averaged up to epoch ${outcome.best.epoch} of ${totalEpochs(config)}, the best on validation.`,
    synthetic: dataset.synthetic,
    classes: [...dataset.classes],
    temperature: 1,
    trainingPrior: temperPrior(sampled, 1 - config.logitAdjustment),
    datasetPrior,
    provenance: {
      ...(await provenanceOf(dataset, split, splitSeed, config, options.threads)),
      ...(pruned && { pruning: pruned.provenance }),
    },
    metrics: {},
    ...termsOf(dataset),
  }
}

function numbers({ metrics }: Evaluation): Manifest['metrics'][string] {
  const flat = Object.entries(flattenMetrics(metrics))
  return Object.fromEntries(
    flat.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const])),
  )
}
