import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { DEFAULT_BUNDLE } from '../../classifier/node/index.ts'
import { DermaliteError } from '../../errors.ts'
import { CRITERIA, type Criterion, writePruning } from '../../report/pruning-file.ts'
import { RUN_FILES } from '../../report/run-files.ts'
import { openSplit } from '../evaluation/open-split.ts'
import { bundleOption, dataOption, parsePositiveInteger } from '../options.ts'
import { finishPruning } from '../pruning/finish.ts'
import { formatPruning } from '../pruning/print.ts'
import { loadPrunableModel } from '../pruning/prunable-model.ts'
import { settingsOf } from '../pruning/settings.ts'
import { pruneInSteps, stepPath } from '../pruning/steps.ts'
import { interruptSignal } from '../training/interrupt.ts'
import { runFolders } from '../training/run-folders.ts'

export type PruneOptions = {
  readonly bundle?: string
  readonly out?: string
  readonly data?: string
  readonly keepMacs: number
  readonly criterion: Criterion
  readonly steps: number
  readonly fineTuneEpochs: number
  readonly finalEpochs: number
  readonly size?: number
  readonly batches: number
  readonly multiple: number
  readonly set: readonly string[]
  readonly threads: number
  readonly resume: boolean
  readonly json?: boolean
}

export function registerPrune(program: Command): void {
  program
    .command('prune')
    .description(
      'Make a smaller, faster model of a bundle: remove whole channels, and train what is left.',
    )
    .addOption(bundleOption())
    .option('--out <folder>', 'where to write the smaller model (default: models/<model>-pruned)')
    .addOption(dataOption())
    .requiredOption(
      '--keep-macs <share>',
      'multiply-accumulates to keep, of the network before any pruning',
      parseShare,
    )
    .addOption(
      new Option(
        '--criterion <criterion>',
        'which channels matter: by the loss, or by the size of their weights',
      )
        .choices(CRITERIA)
        .default('taylor'),
    )
    .option('--steps <n>', 'remove channels in so many steps', parsePositiveInteger, 2)
    .option('--fine-tune-epochs <n>', 'epochs between steps', parseCount, 1)
    .option('--final-epochs <n>', 'epochs after the last step', parseCount, 4)
    .option(
      '--size <pixels>',
      'size of the images between steps (default: that of the model)',
      parsePositiveInteger,
    )
    .option(
      '--batches <n>',
      'training batches that the Taylor criterion looks at',
      parsePositiveInteger,
      32,
    )
    .option(
      '--multiple <n>',
      'widths become multiples of this, which fast kernels like',
      parsePositiveInteger,
      16,
    )
    .option(
      '--set <key=value...>',
      "replace parameters of the model's training, such as train.learningRate=0.0001",
      [],
    )
    .option('--threads <n>', 'threads of a step', parsePositiveInteger, availableParallelism())
    .option('--resume', 'go on where the run was stopped', false)
    .option('--json', 'print what was done and measured as one line of JSON')
    .addHelpText('after', EXAMPLES)
    .action(prune)
}

async function prune(options: PruneOptions): Promise<void> {
  const { bundle = DEFAULT_BUNDLE, threads, resume, json } = options
  const model = await loadPrunableModel(bundle)
  const out = options.out ?? join('models', `${model.manifest.name}-pruned`)
  const name = basename(resolve(out))
  const folders = runFolders(name, out)
  requireOtherFolder(bundle, out)
  refuseToOverwrite(folders.checkpoints, resume)
  const settings = settingsOf(model, options)
  const { dataset, split } = await openSplit(model.manifest, options.data)
  const interrupt = interruptSignal()
  const data = {
    classes: dataset.classes,
    train: split.train,
    val: split.val,
    cacheFolder: folders.cache,
  }
  const outcome = await pruneInSteps({
    ...{ model, settings, data, threads },
    folder: folders.checkpoints,
    signal: interrupt.signal,
  })
    .catch((error: unknown) => {
      throw interrupt.signal.aborted && !(error instanceof DermaliteError)
        ? interrupted(error)
        : error
    })
    .finally(interrupt.dispose)
  const { file, evaluation } = await finishPruning({
    name,
    model,
    settings,
    outcome,
    folders,
    dataset,
    split,
    threads,
  })
  const path = join(folders.results, RUN_FILES.pruning)
  await writePruning(path, file)
  process.stdout.write(
    json
      ? `${JSON.stringify(file)}\n`
      : `${formatPruning(file, evaluation)}model: ${out}\nmeasurements: ${path}\n`,
  )
}

function parseShare(text: string): number {
  const value = Number(text)
  if (value > 0 && value < 1) return value
  throw new InvalidArgumentError('It must be a number between 0 and 1.')
}

function parseCount(text: string): number {
  const value = Number(text)
  if (text !== '' && Number.isInteger(value) && value >= 0) return value
  throw new InvalidArgumentError('It must be a whole number from 0 on.')
}

function requireOtherFolder(bundle: string, out: string): void {
  if (resolve(bundle) !== resolve(out)) return
  throw new DermaliteError(
    'bad-argument',
    `${out} is the bundle that is to be pruned`,
    'Name another folder with --out.',
  )
}

function refuseToOverwrite(folder: string, resume: boolean): void {
  if (resume || !existsSync(stepPath(folder, 1))) return
  throw new DermaliteError(
    'bad-argument',
    `${folder} already holds a run`,
    'Go on with it by --resume, name another folder with --out, or delete this one.',
  )
}

function interrupted(cause: unknown): DermaliteError {
  return new DermaliteError(
    'interrupted',
    'pruning was interrupted; the last finished step and epoch are saved',
    'Go on with the same command and --resume.',
    { cause },
  )
}

const EXAMPLES = `
Examples:
  dermalite prune --keep-macs 0.65                              the shipped model, with a third fewer multiply-accumulates
  dermalite prune --keep-macs 0.8 --out models/smaller          and from there on:
  dermalite prune --bundle models/smaller --keep-macs 0.65 --out models/smallest
  dermalite prune --keep-macs 0.8 --steps 1 --final-epochs 0 --criterion magnitude --out data/try
  dermalite prune --keep-macs 0.65 --set train.distillation.teacher=models/mobilenet-v2       it learns from the whole one
  dermalite prune --keep-macs 0.65 --resume                     after Ctrl-C, a crash or a power cut

Looks at training images, and chooses by validation images; test images are never looked at. Writes a bundle like any other,
and pruning.json to data/results/<model>/. Then: dermalite quantize --bundle <folder>.`
