import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { type Command, Option } from 'commander'
import { DEFAULT_BUNDLE } from '../../classifier/node/index.ts'
import { loadBundle } from '../../classifier/node/load-bundle.ts'
import { findLesionMasks } from '../../dataset/ham10000/lesion-masks.ts'
import { readOnnx } from '../../graph/onnx/read.ts'
import { explanationFigures } from '../../report/explanations.ts'
import {
  type ExplanationsFile,
  readExplanations,
  writeExplanations,
} from '../../report/explanations-file.ts'
import { renderFigure } from '../../report/figure.ts'
import { EVALUATED_SPLITS, type EvaluatedSplit } from '../../report/metrics-file.ts'
import { RUN_FILES } from '../../report/run-files.ts'
import { openSplit } from '../evaluation/open-split.ts'
import { measureExplanations } from '../explanation/measure/measure-explanations.ts'
import { formatExplanations } from '../explanation/print.ts'
import { bundleOption, dataOption, parsePositiveInteger } from '../options.ts'

type FaithfulnessOptions = {
  readonly data?: string
  readonly split: EvaluatedSplit
  readonly bundle?: string
  readonly images: number
  readonly seed: number
  readonly threads: number
  readonly results: string
  readonly json?: boolean
}

export function registerFaithfulness(program: Command): void {
  program
    .command('faithfulness')
    .description('Measure how far the heat maps of a model can be trusted, and draw the figures.')
    .addOption(dataOption())
    .addOption(
      new Option('--split <side>', 'which side of the split')
        .choices(EVALUATED_SPLITS)
        .default('val'),
    )
    .addOption(bundleOption())
    .option(
      '--images <n>',
      'images for what is slow, the classes in turn',
      parsePositiveInteger,
      140,
    )
    .option('--seed <n>', 'of the choice of images, and of what is random', parsePositiveInteger, 1)
    .option('--threads <n>', 'threads of inference', parsePositiveInteger, availableParallelism())
    .option('--results <folder>', 'folder that holds a folder for each run', 'data/results')
    .option('--json', 'print what was measured as one line of JSON')
    .addHelpText('after', HELP)
    .action(faithfulness)
}

async function faithfulness(options: FaithfulnessOptions): Promise<void> {
  const { bundle = DEFAULT_BUNDLE, split: side, images, seed, threads, json } = options
  const { manifest, file, model: float } = await loadBundle(bundle, 'float32')
  const hasInt8 = manifest.files.some((each) => each.format === 'onnx' && each.precision === 'int8')
  const int8 = hasInt8 ? (await loadBundle(bundle, 'int8')).model : null
  const { dataset, split } = await openSplit(manifest, options.data)
  const evaluation = await measureExplanations(split[side], {
    ...{ manifest, float, int8, images, threads, seed },
    graph: readOnnx(float).graph,
    masks: await findLesionMasks(dataset),
  })
  const folder = join(options.results, manifest.name)
  const path = join(folder, RUN_FILES.explanations)
  const model = `${manifest.name}, ${file.sha256.slice(0, 12)}`
  const earlier = existsSync(path) ? await readExplanations(path) : undefined
  const kept = earlier?.model === model ? earlier.evaluations : {}
  const results: ExplanationsFile = {
    ...{ schemaVersion: 1, model, dataset: dataset.name, synthetic: dataset.synthetic },
    evaluations: { ...kept, [side]: evaluation },
  }
  await writeExplanations(path, results)
  for (const [name, spec] of Object.entries(explanationFigures(results))) {
    await renderFigure(spec, join(folder, name))
  }
  process.stdout.write(
    json
      ? `${JSON.stringify({ model, split: side, ...evaluation })}\n`
      : `${formatExplanations(evaluation)}\n${path}\n`,
  )
}

const HELP = `
Measures
  exactness       the free heat map against Grad-CAM by automatic differentiation
  precision       the maps of the int8 weights against those of the float32 weights
  randomisation   whether maps change when the network forgets (Adebayo 2018)
  localisation    the share of the evidence on the lesion, by the masks of HAM10000; pointing game (Zhang 2016)
  faithfulness    deletion and insertion (Petsiuk 2018), ROAD (Rong 2022)
of every method beside a centred blob and random maps, which ask no network.

Examples:
  dermalite faithfulness                  the shipped model on validation images
  dermalite faithfulness --images 50      quicker
  dermalite faithfulness --json | jq .faithfulness.methods

Writes explanations.json and figures to data/results/<model>/. Look at --split test once, to report.`
