import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Command } from 'commander'
import { type Classifier, DermaliteError, type Precision } from '../../classifier/index.ts'
import { loadClassifier } from '../../classifier/node/index.ts'
import { ensureSyntheticSamples } from '../../dataset/synthetic/samples.ts'
import { reportWriteFailure } from '../../write-failure.ts'
import { classifyFiles, type FileResult } from '../classify-files.ts'
import { EXIT_FAILURE } from '../errors.ts'
import { expandInputs } from '../inputs.ts'
import { DRAWN_SAMPLES_NOTICE, DRAWN_TRAINING_NOTICE, RESEARCH_NOTICE } from '../notice.ts'
import {
  bundleOption,
  coverageOption,
  precisionOption,
  priorOption,
  threadsOption,
} from '../options.ts'
import { formatAnswer, formatFailure, formatModel } from '../print-answer.ts'
import { formatJsonLine } from '../print-json.ts'
import { readPrior } from '../prior-option.ts'

type ClassifyOptions = {
  readonly bundle?: string
  readonly precision?: Precision
  readonly prior: string
  readonly coverage?: number
  readonly thorough: boolean
  readonly threads?: number
  readonly class?: string
  readonly out: string
  readonly heatmap: boolean
  readonly json?: boolean
}

const HEAT_MAP_FOLDER = join('data', 'results', 'heatmaps')
const SAMPLES_FOLDER = join('data', 'synthetic-samples')

/** Turns a bare command into `classify`; `run.ts` is this command alone. */
export function configureClassify(command: Command): Command {
  return command
    .description(
      'Say which of seven skin lesions a picture resembles most, and show where the model looked.',
    )
    .argument(
      '[pictures...]',
      'files, folders or glob patterns; none: the synthetic samples, drawn by DermaLite',
    )
    .addOption(priorOption())
    .addOption(bundleOption())
    .addOption(precisionOption())
    .addOption(coverageOption())
    .option('--thorough', 'look at eight positions of each picture: slower, a little better', false)
    .addOption(threadsOption())
    .option('--class <class>', 'draw the heat map of this class (default: of the answer)')
    .option('--out <folder>', 'where to write the heat maps', HEAT_MAP_FOLDER)
    .option('--no-heatmap', 'draw no heat maps')
    .option('--json', 'print one line of JSON for each picture, in their order')
    .addHelpText('after', examples(command.name()))
    .action(classify)
}

export function registerClassify(program: Command): void {
  configureClassify(program.command('classify'))
}

async function classify(paths: readonly string[], options: ClassifyOptions): Promise<void> {
  const drawn = paths.length === 0
  const inputs = await expandInputs(drawn ? await ensureSyntheticSamples(SAMPLES_FOLDER) : paths)
  const { bundle, precision, threads, coverage, thorough } = options
  const prior = await readPrior(options.prior)
  const classifier = await loadClassifier({
    ...{ bundle, precision, threads, prior, coverage, thorough },
  })
  try {
    const { classes } = classifier.manifest
    const heatMaps = options.heatmap ? await heatMapOptions(options, classes) : undefined
    printBefore(classifier, drawn, options)
    for await (const result of classifyFiles(classifier, inputs, heatMaps)) print(result, options)
    if (!options.json) process.stdout.write(`${RESEARCH_NOTICE}\n`)
  } finally {
    await classifier.dispose()
  }
}

async function heatMapOptions({ out, class: shownClass }: ClassifyOptions, classes: string[]) {
  if (shownClass !== undefined && !classes.includes(shownClass)) {
    throw new DermaliteError(
      'bad-argument',
      `the model has no class "${shownClass}"`,
      `Pass one of ${classes.join(', ')}.`,
    )
  }
  await reportWriteFailure(out, mkdir(out, { recursive: true }))
  return { out, shownClass }
}

/** What holds for all answers goes first; under `--json` beside the answers, to stderr. */
function printBefore(
  classifier: Pick<Classifier, 'manifest' | 'model'>,
  drawn: boolean,
  { json }: ClassifyOptions,
): void {
  const stream = json ? process.stderr : process.stdout
  if (drawn) stream.write(`${DRAWN_SAMPLES_NOTICE}\n`)
  if (classifier.manifest.synthetic) stream.write(`${DRAWN_TRAINING_NOTICE}\n`)
  if (!json) stream.write(`${formatModel(classifier)}\n`)
}

function print(result: FileResult, { json }: ClassifyOptions): void {
  const failed = 'error' in result
  if (failed) process.exitCode = EXIT_FAILURE
  if (json) process.stdout.write(formatJsonLine(result))
  else if (failed) process.stderr.write(`${formatFailure(result.file, result.error)}\n`)
  else process.stdout.write(`${formatAnswer(result)}\n`)
}

function examples(name: string): string {
  const call = name === 'run.ts' ? 'npx tsx run.ts' : `dermalite ${name}`
  return `
Examples:
  ${call} photo.jpg                    one picture
  ${call} photos/ 'more/**/*.png'      a folder, and a pattern
  ${call} --class mel photo.jpg        what speaks for melanoma
  ${call} --prior dataset photo.jpg    classes as frequent as in the training data
  ${call} --coverage 0.95 photo.jpg    more classes marked, so that the right one is among them more often
  ${call} --json photos/ > answers.jsonl

A heat-map picture shows the original on the left and, on the right, where the model saw the class. Exit code 0: every
picture has an answer; 1: some failed; 2: the command line was wrong.`
}
