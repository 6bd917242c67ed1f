import { availableParallelism } from 'node:os'
import { basename } from 'node:path'
import { type Command, Option } from 'commander'
import { PRECISIONS, type Precision, resolvePrior } from '../../classifier/index.ts'
import { DEFAULT_BUNDLE } from '../../classifier/node/index.ts'
import { loadBundle, loadManifest } from '../../classifier/node/load-bundle.ts'
import { drawRun } from '../../report/draw-run.ts'
import { EVALUATED_SPLITS, type EvaluatedSplit } from '../../report/metrics-file.ts'
import { recordEnvironment } from '../environment.ts'
import { openSplit, type SplitDataset } from '../evaluation/open-split.ts'
import { predictWithProgress } from '../evaluation/predict-with-progress.ts'
import { predictionTable } from '../evaluation/prediction-table.ts'
import { formatEvaluation } from '../evaluation/print-evaluation.ts'
import { recordEvaluation, resultsFolder } from '../evaluation/record.ts'
import {
  bundleOption,
  dataOption,
  paramsOption,
  parsePositiveInteger,
  priorOption,
} from '../options.ts'
import { readParams } from '../params/read.ts'
import { readPrior } from '../prior-option.ts'

type EvaluateOptions = {
  readonly data?: string
  readonly params?: string
  readonly split: EvaluatedSplit
  readonly bundle?: string
  readonly precision?: readonly Precision[]
  readonly prior: string
  readonly threads: number
  readonly results: string
  readonly figures: boolean
  readonly json?: boolean
}

export function configureEvaluate(command: Command): Command {
  return command
    .description(
      'Measure a model on the validation or test side of a data set, and draw the figures.',
    )
    .addOption(dataOption())
    .addOption(
      new Option('--split <side>', 'which side of the split')
        .choices(EVALUATED_SPLITS)
        .default('val'),
    )
    .addOption(bundleOption())
    .addOption(
      new Option(
        '--precision <precisions...>',
        'which weights of the bundle (default: int8 where it has them, else float32)',
      ).choices(PRECISIONS),
    )
    .addOption(priorOption())
    .addOption(paramsOption())
    .option('--threads <n>', 'threads of inference', parsePositiveInteger, availableParallelism())
    .option('--results <folder>', 'folder that holds a folder for each run', 'data/results')
    .option('--no-figures', 'leave drawing to `dermalite result`')
    .option('--json', 'print the metrics as one line of JSON for each precision')
    .addHelpText('after', EXAMPLES)
    .action(evaluate)
}

export function registerEvaluate(program: Command): void {
  configureEvaluate(program.command('evaluate'))
}

async function evaluate(options: EvaluateOptions): Promise<void> {
  const { bundle = DEFAULT_BUNDLE, precision: precisions = [undefined] } = options
  const { resamples } = (await readParams(options.params)).evaluate
  const data = await openSplit(await loadManifest(bundle), options.data)
  for (const precision of precisions) {
    await evaluateModel({ bundle, precision }, data, resamples, options)
  }
}

async function evaluateModel(
  { bundle, precision }: { readonly bundle: string; readonly precision: Precision | undefined },
  { dataset, split }: SplitDataset,
  resamples: number,
  { split: side, threads, results, figures, json, ...options }: EvaluateOptions,
): Promise<void> {
  const { manifest, file } = await loadBundle(bundle, precision)
  const prior = resolvePrior(await readPrior(options.prior), manifest)
  const samples = split[side]
  const run = { bundle, precision, threads }
  const logits = await predictWithProgress(`measuring ${side}`, samples, run)
  const model = { manifest, file, prior }
  const table = predictionTable(samples, logits, { dataset: dataset.name, side }, model)
  const folder = resultsFolder(results, model)
  const evaluation = await recordEvaluation(folder, model, side, table, { resamples })
  await recordEnvironment(folder, `evaluate ${side}`, { threads, dataset })
  const drawn = figures ? (await drawRun(folder)).figures : []
  if (json) {
    const line = { run: basename(folder), split: side, folder, ...evaluation }
    process.stdout.write(`${JSON.stringify(line)}\n`)
  } else {
    process.stdout.write(formatEvaluation(side, evaluation))
    process.stdout.write(drawn.map(({ svg }) => `${svg} (and .png)\n`).join(''))
  }
}

const EXAMPLES = `
Examples:
  dermalite evaluate                                 the shipped model on the validation images
  dermalite evaluate --precision float32 int8        its float32 weights, then its int8 ones
  dermalite evaluate --split test --prior dataset    classes as frequent as in the data set
  dermalite evaluate --bundle models/mine --json | jq .metrics.macroAuc

Choose everything on val; look at test once, to report. Writes metrics.json, predictions-<split>.csv and figures to
data/results/<model>/; int8 weights and other priors have a folder of their own, such as <model>-int8/.`
