import { join } from 'node:path'
import { type Command, Option } from 'commander'
import { LESION_CLASSES } from '../../classes.ts'
import { DEFAULT_BUNDLE, loadClassifier } from '../../classifier/node/index.ts'
import { drawLesion } from '../../dataset/synthetic/lesion.ts'
import { decodeImage } from '../../image/node/decode.ts'
import { EVALUATED_SPLITS, type EvaluatedSplit } from '../../report/metrics-file.ts'
import { openSplit } from '../evaluation/open-split.ts'
import { chooseExamples, type Labelled } from '../examples/choose-examples.ts'
import { drawExamples } from '../examples/draw-examples.ts'
import { bundleOption, parsePositiveInteger } from '../options.ts'
import { choosePreviewSamples } from '../preview-sheet.ts'

type ExamplesOptions = {
  readonly bundle?: string
  readonly data?: string
  readonly split: EvaluatedSplit
  readonly each: number
  readonly results: string
  readonly json?: boolean
}

const DRAWN_SIZE = { width: 320, height: 320 }
/** Drawn of each class before it is given up. */
const DRAWN_ROUNDS = 20
const CHOICE_SEED = 1

export function registerExamples(program: Command): void {
  program
    .command('examples')
    .description('Show pictures that a model names rightly and wrongly, with their heat maps.')
    .addOption(bundleOption())
    .option('--data <source>', 'data set of photographs to show (default: drawn lesions)')
    .addOption(
      new Option('--split <side>', 'which side of the data set')
        .choices(EVALUATED_SPLITS)
        .default('val'),
    )
    .option(
      '--each <n>',
      'how many right and how many wrong, of different classes',
      parsePositiveInteger,
      4,
    )
    .option('--results <folder>', 'folder that holds a folder for each run', 'data/results')
    .option('--json', 'print what was drawn as one line of JSON')
    .addHelpText('after', HELP)
    .action(showExamples)
}

async function showExamples(options: ExamplesOptions): Promise<void> {
  const { bundle = DEFAULT_BUNDLE, each, results, json } = options
  const classifier = await loadClassifier({ bundle })
  const { name } = classifier.manifest
  const pictures = options.data
    ? await realPictures(classifier.manifest, options.data, options.split)
    : drawnPictures()
  const examples = await chooseExamples(classifier, pictures, each)
  await classifier.dispose()
  const base = options.data
    ? join(results, 'examples', `${name}-${options.split}`)
    : join(results, name, 'examples-drawn')
  const files = await drawExamples(examples, base)
  const counts = { right: examples.right.length, wrong: examples.wrong.length }
  process.stdout.write(
    json
      ? `${JSON.stringify({ model: name, ...counts, ...files })}\n`
      : `${counts.right} right, ${counts.wrong} wrong\n  ${files.svg}  (and .png)\n`,
  )
}

/** Lesions of every class in turn. */
function* drawnPictures(): Generator<Labelled> {
  for (let lesion = 0; lesion < DRAWN_ROUNDS; lesion++) {
    for (const truth of LESION_CLASSES) {
      yield {
        truth,
        image: drawLesion({ class: truth, seed: CHOICE_SEED, lesion, view: 0 }, DRAWN_SIZE),
      }
    }
  }
}

async function realPictures(
  manifest: Parameters<typeof openSplit>[0],
  data: string,
  side: EvaluatedSplit,
): Promise<AsyncIterable<Labelled>> {
  const { split } = await openSplit(manifest, data)
  const samples = choosePreviewSamples(split[side], split[side].length, CHOICE_SEED)
  return (async function* () {
    for (const { path, label } of samples) {
      yield { truth: manifest.classes[label]!, image: await decodeImage(path) }
    }
  })()
}

const HELP = `
Without --data it shows drawn lesions, which the model has not learned from: what it makes of them says how it looks at
pictures, not how well it does. They go beside the model's results, and into report.html.
Photographs go to data/results/examples/, which stays out of the repository: look at the licence before you show them.

Examples:
  dermalite examples
  dermalite examples --bundle models/efficientnet-lite0 --each 6
  dermalite examples --data data/ham10000 --split val`
