import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { Command } from 'commander'
import { MANIFEST_FILE } from '../../classifier/bundle.ts'
import { DEFAULT_BUNDLE } from '../../classifier/node/index.ts'
import { loadManifest } from '../../classifier/node/load-bundle.ts'
import { DermaliteError } from '../../errors.ts'
import { writeManifest } from '../../export/model-file.ts'
import { describeCalibration, printCalibration } from '../calibration/describe.ts'
import { fitStatistics } from '../calibration/fit-statistics.ts'
import { evenly, gatherLabelled, gatherStrange, openModel } from '../calibration/gather.ts'
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
import { runFolders } from '../training/run-folders.ts'

type CalibrateOptions = {
  readonly bundle?: string
  readonly data?: string
  readonly ood?: readonly string[]
  readonly params?: string
  readonly images?: number
  readonly oodImages?: number
  readonly threads: number
  readonly json?: boolean
}

export function registerCalibrate(program: Command): void {
  program
    .command('calibrate')
    .description('Fit how sure a model is of its answers, and store it in its bundle.')
    .addOption(bundleOption())
    .addOption(dataOption())
    .addOption(oodOption())
    .addOption(paramsOption())
    .option('--images <n>', 'training images for what is known', parsePositiveInteger)
    .option('--ood-images <n>', 'pictures of each unknown kind, at most', parsePositiveInteger)
    .option('--threads <n>', 'threads of inference', parsePositiveInteger, availableParallelism())
    .option('--json', 'print what was chosen as one line of JSON')
    .addHelpText('after', HELP)
    .action(calibrateBundle)
}

async function calibrateBundle(options: CalibrateOptions): Promise<void> {
  const { bundle = DEFAULT_BUNDLE, ood = oodFolders(), threads, json } = options
  const { calibrate } = await readParams(options.params)
  const { images = calibrate.images, oodImages = calibrate.oodImages } = options
  const model = await openModel(bundle, threads)
  try {
    const { dataset, split } = await openSplit(model.manifest, options.data)
    const known = evenly(split.train, images)
    requireEnough(known.length, dataset.classes.length)
    const val = await gatherLabelled('validation', split.val, model)
    const train = await gatherLabelled('training', known, model)
    const strange = await gatherStrange(
      { folders: ood, lesions: split.val, limit: oodImages },
      model,
    )
    const { manifest, file, head } = model
    const fitted = fitStatistics({ manifest, model: file.sha256, val, train })
    const described = describeCalibration(fitted, { manifest, val, train, strange, head })
    // another process may have written the manifest meanwhile
    await writeManifest(bundle, {
      ...(await loadManifest(bundle)),
      uncertainty: fitted.statistics,
    })
    await recordEnvironment(runFolders(manifest.name).results, 'calibrate', { threads, dataset })
    const path = join(bundle, MANIFEST_FILE)
    process.stdout.write(
      json
        ? `${JSON.stringify({ model: manifest.name, manifest: path, ...described })}\n`
        : `${printCalibration(described, manifest.classes)}\n\nwritten: ${path}\n`,
    )
  } finally {
    await model.runtime.dispose()
  }
}

/** The scatter of the embeddings within the classes needs more directions than there are classes. */
function requireEnough(images: number, classCount: number): void {
  const least = 2 * classCount + 1
  if (images >= least) return
  throw new DermaliteError(
    'bad-argument',
    `${images} training images are too few to say what is known of ${classCount} classes`,
    `Take ${least} or more: with --images, or from a larger data set.`,
  )
}

const HELP = `
Fits on validation images, with the weights that \`dermalite classify\` takes by default (int8 where the bundle has it):
  calibration      temperature, vector or Dirichlet scaling, with or without the label smoothing of training undone, by
                   cross-validated likelihood (folds by lesion; the mean over the priors of the data set and of classes
                   all alike)
  prediction sets  split conformal by class, LAC or RAPS: the smallest that keep 90 % in every class
  epistemic        a Laplace approximation of the last layer, its prior precision by likelihood
  unknown pictures Mahalanobis distance in the embedding; the farthest 3.5 % of validation images are flagged
Training images (--images, 2,000 unless params.yaml says otherwise) say what is known. Pictures in --ood folders, noise,
single colours and blurred lesions only measure scores against each other: nothing is fitted on them. Test images are never looked at.

Examples:
  dermalite calibrate                                          the shipped model
  dermalite calibrate --bundle models/mine --ood photographs   with ordinary photographs to tell apart
  dermalite calibrate --json | jq .outOfDistribution

Writes the section "uncertainty" of the bundle's manifest.json. A model that is quantized or pruned anew needs it anew.`
