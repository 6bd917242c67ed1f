import { availableParallelism } from 'node:os'
import { basename, join } from 'node:path'
import { type Command, Option } from 'commander'
import { type Manifest, type Precision, type Prior, resolvePrior } from '../../classifier/index.ts'
import { DEFAULT_BUNDLE } from '../../classifier/node/index.ts'
import { loadBundle } from '../../classifier/node/load-bundle.ts'
import type { UncertaintyStatistics } from '../../classifier/uncertainty-schema.ts'
import { renderFigure } from '../../report/figure.ts'
import { groupsFigure } from '../../report/groups.ts'
import { type GroupsFile, writeGroups } from '../../report/groups-file.ts'
import { groupsTable } from '../../report/groups-table.ts'
import { EVALUATED_SPLITS, type EvaluatedSplit } from '../../report/metrics-file.ts'
import type { PredictionTable } from '../../report/predictions-file.ts'
import { RUN_FILES } from '../../report/run-files.ts'
import { probabilitiesUnder } from '../../uncertainty/probabilities.ts'
import { openSplit } from '../evaluation/open-split.ts'
import { predictWithProgress } from '../evaluation/predict-with-progress.ts'
import { predictionTable } from '../evaluation/prediction-table.ts'
import { modelLabel, resultsFolder } from '../evaluation/record.ts'
import { measureByAttribute } from '../groups/measure.ts'
import { skinTones } from '../groups/skin-tones.ts'
import {
  bundleOption,
  dataOption,
  parsePositiveInteger,
  precisionOption,
  priorOption,
} from '../options.ts'
import { readPrior } from '../prior-option.ts'
import {
  malignancyCalls,
  malignantClasses,
  setsOf,
  splitAnswers,
} from '../uncertainty/split-answers.ts'

type GroupsOptions = {
  readonly data?: string
  readonly split: EvaluatedSplit
  readonly bundle?: string
  readonly precision?: Precision
  readonly prior: string
  readonly threads: number
  readonly results: string
  readonly json?: boolean
}

export function registerGroups(program: Command): void {
  program
    .command('groups')
    .description(
      'Measure a model by age, sex, body site, source and skin tone: for whom does it work less well?',
    )
    .addOption(dataOption())
    .addOption(
      new Option('--split <side>', 'which side of the split')
        .choices(EVALUATED_SPLITS)
        .default('val'),
    )
    .addOption(bundleOption())
    .addOption(precisionOption())
    .addOption(priorOption())
    .option('--threads <n>', 'threads of inference', parsePositiveInteger, availableParallelism())
    .option('--results <folder>', 'folder that holds a folder for each run', 'data/results')
    .option('--json', 'print the numbers as one line of JSON')
    .addHelpText('after', EXAMPLES)
    .action(groups)
}

const COVERAGE = 0.9
/** Of the malignant validation images, those that the threshold finds. */
const SENSITIVITY = 0.9
/** Where there is no threshold in the bundle: malignant is more likely than not. */
const EVEN_ODDS = 0.5

async function groups(options: GroupsOptions): Promise<void> {
  const { split: side, bundle = DEFAULT_BUNDLE, precision, threads } = options
  const { manifest, file } = await loadBundle(bundle, precision)
  const prior = resolvePrior(await readPrior(options.prior), manifest)
  const { dataset, split } = await openSplit(manifest, options.data)
  const samples = split[side]
  const run = { bundle, precision, threads }
  const logits = await predictWithProgress(`measuring ${side}`, samples, run)
  const images = { dataset: dataset.name, side }
  const plain = predictionTable(samples, logits, images, { manifest, prior })
  const fitted = manifest.uncertainty?.model === file.sha256 ? manifest.uncertainty : undefined
  const { table, threshold, covered } = fitted
    ? judgedBy(fitted, plain, { manifest, prior, ...images })
    : { table: plain, threshold: EVEN_ODDS }
  const measured: GroupsFile = {
    schemaVersion: 1,
    model: modelLabel({ manifest, file }),
    synthetic: manifest.synthetic,
    split: side,
    prior: prior.name,
    threshold,
    coverage: covered ? COVERAGE : null,
    ...measureByAttribute(samples, table, await skinTones(samples), threshold, covered),
  }
  const folder = resultsFolder(options.results, { manifest, file, prior })
  await writeGroups(join(folder, RUN_FILES.groups(side)), measured)
  const figure = await renderFigure(groupsFigure(measured), join(folder, `groups-${side}`))
  if (options.json) {
    process.stdout.write(`${JSON.stringify({ run: basename(folder), folder, ...measured })}\n`)
  } else {
    process.stdout.write(`${groupsTable(measured)}\n\n${NOTES}\n\n${figure.svg} (and .png)\n`)
  }
}

type Judging = {
  readonly manifest: Manifest
  readonly prior: Prior
  readonly dataset: string
  readonly side: EvaluatedSplit
}

/** The threshold and the sets of the bundle; validation images are judged by what was fitted without their lesion. */
function judgedBy(
  statistics: UncertaintyStatistics,
  table: PredictionTable,
  { manifest, prior, dataset, side }: Judging,
): { table: PredictionTable; threshold: number; covered?: readonly number[] } {
  const { classes, trainingPrior } = manifest
  const labels = [...table.labels]
  const outputs = {
    ...{ count: labels.length, labels, groups: table.groups },
    ...{ logits: Float32Array.from(table.logits), embeddings: new Float32Array() },
  }
  const isValidation = side === 'val' && dataset === manifest.provenance.dataset
  const answers = splitAnswers(outputs, manifest, statistics, isValidation)
  const { frequencies } = prior
  const probabilities = probabilitiesUnder(answers.calibrated, trainingPrior, frequencies)
  const sets = setsOf(answers, frequencies, statistics.conformal, COVERAGE)
  const calls = malignancyCalls(
    answers,
    frequencies,
    malignantClasses(classes, frequencies),
    SENSITIVITY,
  )
  return {
    table: { ...table, probabilities: Float32Array.from(probabilities) },
    threshold: calls?.threshold ?? EVEN_ODDS,
    covered: labels.map((label, row) => Number(sets[row]!.includes(label))),
  }
}

const NOTES = `Malignant: akiec, bcc and mel. A class, or the malignant ones together, needs 10 images in a group to count, so balanced
accuracies of groups with different classes do not compare. Brackets: 95% bootstrap intervals over lesions. * under 30
images: too few to judge. ECE grows as a group shrinks, and means something only under the prior of the images: --prior
dataset. Skin tone is what an uncalibrated camera saw around the lesion.`

const EXAMPLES = `
Examples:
  dermalite groups                          the shipped model on the validation images
  dermalite groups --prior dataset          classes as frequent as in the data set
  dermalite groups --split test --json | jq '.attributes[] | select(.name == "sex")'

Age, sex, body site and source come from the columns age, sex, localization and dataset of the data set's table; skin
tone is the individual typology angle of the skin around the lesion. Writes groups-<split>.json and figures to
data/results/<model>-int8/, as \`dermalite evaluate\` does: without -int8 for float32, with -<prior>-prior behind it for any
prior but balanced. The model card takes those of the dataset prior where there are any (dermalite card).`
