import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { type Command, Option } from 'commander'
import { DermaliteError, type Manifest } from '../../classifier/index.ts'
import { DEFAULT_BUNDLE } from '../../classifier/node/index.ts'
import { renderFigure } from '../../report/figure.ts'
import { EVALUATED_SPLITS, type EvaluatedSplit } from '../../report/metrics-file.ts'
import { RUN_FILES } from '../../report/run-files.ts'
import { uncertaintyFigures } from '../../report/uncertainty.ts'
import {
  readUncertainty,
  type UncertaintyFile,
  writeUncertainty,
} from '../../report/uncertainty-file.ts'
import { uncertaintyMarkdown, uncertaintyText } from '../../report/uncertainty-table.ts'
import { balancedPrior } from '../../uncertainty/prior.ts'
import { evenly, gatherLabelled, gatherStrange, openModel } from '../calibration/gather.ts'
import { strangenessScores } from '../calibration/strangeness.ts'
import { recordEnvironment } from '../environment.ts'
import { openSplit } from '../evaluation/open-split.ts'
import {
  bundleOption,
  dataOption,
  oodFolders,
  oodOption,
  paramsOption,
  parsePositiveInteger,
} from '../options.ts'
import { readParams } from '../params/read.ts'
import { measureAnswers } from '../uncertainty/measure-answers.ts'
import { measureStrangeness } from '../uncertainty/measure-strangeness.ts'
import { splitAnswers } from '../uncertainty/split-answers.ts'

type UncertaintyOptions = {
  readonly bundle?: string
  readonly data?: string
  readonly params?: string
  readonly split: EvaluatedSplit
  readonly ood?: readonly string[]
  readonly oodImages?: number
  readonly threads: number
  readonly results: string
  readonly figures: boolean
  readonly markdown?: boolean
  readonly json?: boolean
}

export function registerUncertainty(program: Command): void {
  program
    .command('uncertainty')
    .description('Measure whether a model is as sure as it says, and draw the figures.')
    .addOption(bundleOption())
    .addOption(dataOption())
    .addOption(
      new Option('--split <side>', 'which side of the split')
        .choices(EVALUATED_SPLITS)
        .default('val'),
    )
    .addOption(oodOption())
    .addOption(paramsOption())
    .option('--ood-images <n>', 'pictures of each folder, at most', parsePositiveInteger)
    .option('--threads <n>', 'threads of inference', parsePositiveInteger, availableParallelism())
    .option('--results <folder>', 'folder that holds a folder for each run', 'data/results')
    .option('--no-figures', 'leave drawing to `dermalite result`')
    .option('--markdown', 'print the tables in Markdown')
    .option('--json', 'print what was measured as one line of JSON')
    .addHelpText('after', HELP)
    .action(measureUncertainty)
}

/** Training images that the nearest neighbour is sought among. */
const NEIGHBOURS = 1000

async function measureUncertainty(options: UncertaintyOptions): Promise<void> {
  const { split: side, bundle = DEFAULT_BUNDLE, ood = oodFolders(), threads, results } = options
  const { uncertainty } = await readParams(options.params)
  const { oodImages = uncertainty.oodImages } = options
  const model = await openModel(bundle, threads)
  const { manifest, file, head } = model
  const statistics = requireStatistics(manifest, file.sha256, bundle)
  const folder = join(results, manifest.name)
  const deferral = side === 'val' ? {} : await deferralScores(folder, manifest)
  try {
    const { dataset, split } = await openSplit(manifest, options.data)
    const known = await gatherLabelled(side, split[side], model)
    const train = await gatherLabelled('training', evenly(split.train, NEIGHBOURS), model)
    const strange = await gatherStrange(
      { folders: ood, lesions: split[side], limit: oodImages },
      model,
    )
    const answers = splitAnswers(known, manifest, statistics, side === 'val')
    const { classes, datasetPrior } = manifest
    const priors = [
      { name: 'dataset', frequencies: datasetPrior },
      { name: 'balanced', frequencies: balancedPrior(classes.length) },
    ]
    const measured: UncertaintyFile = {
      schemaVersion: 1,
      model: `${manifest.name}, ${file.precision}, ${file.sha256.slice(0, 12)}`,
      ...{ dataset: dataset.name, synthetic: dataset.synthetic, split: side },
      ...{ images: known.count, lesions: new Set(known.groups).size },
      counts: Object.fromEntries(
        classes.map((name, k) => [name, known.labels.filter((label) => label === k).length]),
      ),
      priors: priors.map((prior) =>
        measureAnswers(answers, {
          ...{ classes: manifest.classes, statistics, head, prior },
          deferralScore: deferral[prior.name],
        }),
      ),
      outOfDistribution: measureStrangeness(
        known,
        strange,
        strangenessScores(statistics.embedding, train),
        statistics.embedding.outOfDistribution.threshold,
      ),
    }
    const path = join(folder, RUN_FILES.uncertainty(side))
    await writeUncertainty(path, measured)
    await recordEnvironment(folder, `uncertainty ${side}`, { threads, dataset })
    const figures = options.figures ? uncertaintyFigures(measured) : {}
    for (const [name, spec] of Object.entries(figures)) {
      await renderFigure(spec, join(folder, name))
    }
    process.stdout.write(printed(measured, path, options))
  } finally {
    await model.runtime.dispose()
  }
}

function printed(
  measured: UncertaintyFile,
  path: string,
  { json, markdown }: UncertaintyOptions,
): string {
  if (json) return `${JSON.stringify(measured)}\n`
  if (markdown) return `${uncertaintyMarkdown(measured)}\n`
  return `${uncertaintyText(measured)}\n\n${path}\n`
}

function requireStatistics({ uncertainty }: Manifest, sha256: string, bundle: string) {
  if (uncertainty?.model === sha256) return uncertainty
  throw new DermaliteError(
    'bad-argument',
    `the bundle ${bundle} does not say how sure this model is`,
    'Run `dermalite calibrate` on it first.',
  )
}

/** By prior, the score that was best on validation: the test images choose nothing. */
async function deferralScores(folder: string, { name }: Manifest): Promise<Record<string, string>> {
  const path = join(folder, RUN_FILES.uncertainty('val'))
  if (existsSync(path)) {
    const { priors } = await readUncertainty(path)
    return Object.fromEntries(priors.map(({ name, deferralScore }) => [name, deferralScore]))
  }
  throw new DermaliteError(
    'results-not-found',
    `${path} does not exist: by which score "${name}" defers is chosen on validation images`,
    'Run `dermalite uncertainty --split val` first.',
  )
}

const HELP = `
Measures, with 95 % bootstrap intervals over lesions, under the prior of the data set and the balanced one
  calibration        ECE (15 bins), classwise ECE, Brier score and loss, as trained and calibrated
  prediction sets    coverage overall, by class and of the malignant classes, and size, at 80, 90 and 95 %; LAC and RAPS
  doubt              how well each score ranks wrong answers above right ones; risk-coverage curves
  deferral           balanced accuracy when the most uncertain 10, 20, 30 % get no answer
  operating points   thresholds of malignancy for 90 and 95 % sensitivity on validation, and what they reach
  unknown pictures   AUROC and false positives of Mahalanobis, energy and nearest neighbour; what is flagged
On validation images nothing is measured with what was fitted on the same lesion (maps and thresholds of other folds), but
for the threshold of unknown pictures, which is a quantile of these images.

At most 1,000 pictures of each folder, unless params.yaml or an option says otherwise.

Examples:
  dermalite uncertainty --ood photographs phone    the shipped model on validation images
  dermalite uncertainty --markdown                 tables for a document
  dermalite uncertainty --json | jq '.priors[0].numbers.calibration.after.ece'

Writes uncertainty-<split>.json and figures to data/results/<model>/. Look at --split test once, to report.`
