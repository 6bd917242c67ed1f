import { availableParallelism } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { DEFAULT_BUNDLE } from '../../classifier/node/index.ts'
import { loadManifest } from '../../classifier/node/load-bundle.ts'
import { DermaliteError } from '../../errors.ts'
import { CRITERIA, type Criterion } from '../../report/pruning-file.ts'
import {
  bundleOption,
  dataOption,
  paramsOption,
  parsePositiveInteger,
  withoutMissing,
} from '../options.ts'
import { networkOf } from '../params/network.ts'
import { type Params, readParams } from '../params/read.ts'
import type { PruningRound } from '../params/schema.ts'
import { formatPruning } from '../pruning/print.ts'
import { type PruneBundleOptions, pruneBundle } from '../pruning/prune-bundle.ts'
import type { PruningChoices } from '../pruning/settings.ts'
import { runFolders } from '../training/run-folders.ts'

export type PruneOptions = {
  readonly bundle?: string
  readonly out?: string
  readonly data?: string
  readonly params?: string
  readonly network?: string
  readonly keepMacs?: number
  readonly criterion?: Criterion
  readonly steps?: number
  readonly fineTuneEpochs?: number
  readonly finalEpochs?: number
  readonly size?: number
  readonly batches?: number
  readonly multiple?: number
  readonly set: readonly string[]
  readonly threads: number
  readonly resume: boolean
  readonly force: boolean
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
    .addOption(paramsOption())
    .option('--network <name>', 'make this network of the parameters, by all of its rounds')
    .option(
      '--keep-macs <share>',
      'multiply-accumulates to keep, of the network before any pruning',
      parseShare,
    )
    .addOption(
      new Option(
        '--criterion <criterion>',
        'which channels matter: by the loss, or by the size of their weights',
      ).choices(CRITERIA),
    )
    .option('--steps <n>', 'remove channels in so many steps', parsePositiveInteger)
    .option('--fine-tune-epochs <n>', 'epochs between steps', parseCount)
    .option('--final-epochs <n>', 'epochs after the last step', parseCount)
    .option('--size <pixels>', 'size of the images between steps', parsePositiveInteger)
    .option(
      '--batches <n>',
      'training batches that the Taylor criterion looks at',
      parsePositiveInteger,
    )
    .option(
      '--multiple <n>',
      'widths become multiples of this, which fast kernels like',
      parsePositiveInteger,
    )
    .option(
      '--set <key=value...>',
      "replace parameters of the model's training, such as train.learningRate=0.0001",
      [],
    )
    .option('--threads <n>', 'threads of a step', parsePositiveInteger, availableParallelism())
    .option('--resume', 'go on where the run was stopped', false)
    .option('--force', 'start anew where the folder of the run holds one', false)
    .option('--json', 'print what was done and measured as JSON, a line for each round')
    .addHelpText('after', EXAMPLES)
    .action(prune)
}

async function prune(options: PruneOptions): Promise<void> {
  const params = await readParams(options.params)
  const rounds = options.network
    ? networkRounds(options.network, params, options)
    : [await oneRound(params, options)]
  for (const { name, bundle, out, choices } of rounds) {
    const { data, threads, resume, force, json } = options
    const run = { bundle, name, out, choices, data, threads, resume, force }
    const { file, path, evaluation } = await pruneBundle(run)
    process.stdout.write(
      json
        ? `${JSON.stringify(file)}\n`
        : `${formatPruning(file, evaluation)}model: ${out}\nmeasurements: ${path}\n`,
    )
  }
}

type Round = Pick<PruneBundleOptions, 'name' | 'bundle' | 'out' | 'choices'>

/** Each round prunes what the one before left; only the last one's bundle ships. */
function networkRounds(network: string, { networks }: Params, options: PruneOptions): Round[] {
  refuseBeside(options, ['bundle', 'keepMacs', 'out'])
  const { parent, rounds } = networkOf(networks, network, 'pruned')
  const outOf = (name: string) =>
    name === network ? join('models', name) : join(runFolders(name).checkpoints, 'bundle')
  return rounds.map(({ name, ...round }, index) => ({
    name,
    bundle: index === 0 ? join('models', parent) : outOf(rounds[index - 1]!.name),
    out: outOf(name),
    choices: choicesOf(round, options),
  }))
}

async function oneRound({ prune }: Params, options: PruneOptions): Promise<Round> {
  const { bundle = DEFAULT_BUNDLE, keepMacs } = options
  if (keepMacs === undefined) {
    throw new DermaliteError(
      'bad-argument',
      'it is not said how much of the network is to stay',
      'Name a share of its multiply-accumulates with --keep-macs, or a network of the parameters with --network.',
    )
  }
  const { name } = await loadManifest(bundle)
  const out = options.out ?? join('models', `${name}-pruned`)
  const choices = choicesOf({ ...prune, keepMacs }, options)
  return { name: basename(resolve(out)), bundle, out, choices }
}

/** What the parameters say, unless the command line says otherwise. */
function choicesOf(round: Omit<PruningRound, 'name'>, options: PruneOptions): PruningChoices {
  const { criterion, steps, fineTuneEpochs, finalEpochs, size, batches, multiple, set } = options
  const said = { criterion, steps, fineTuneEpochs, finalEpochs, size, batches, multiple }
  const { size: side, ...choices } = { ...round, ...withoutMissing(said) }
  return { ...choices, ...(side !== undefined && { size: side }), set }
}

function refuseBeside(options: PruneOptions, names: readonly (keyof PruneOptions)[]): void {
  const said = names.find((name) => options[name] !== undefined)
  if (said === undefined) return
  throw new DermaliteError(
    'bad-argument',
    `--network says already what --${said === 'keepMacs' ? 'keep-macs' : said} says`,
    'Leave out one of them.',
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

const EXAMPLES = `
Examples:
  dermalite prune --keep-macs 0.65                              the shipped model, with a third fewer multiply-accumulates
  dermalite prune --keep-macs 0.8 --out models/smaller          and from there on:
  dermalite prune --bundle models/smaller --keep-macs 0.65 --out models/smallest
  dermalite prune --keep-macs 0.8 --steps 1 --final-epochs 0 --criterion magnitude --out data/try
  dermalite prune --keep-macs 0.65 --set 'train.distillation.teachers=[{ bundle: models/mobilenet-v2 }]'       it learns from the whole one
  dermalite prune --network mobilenet-v2-pruned-35              a network of params.yaml, all of its rounds
  dermalite prune --keep-macs 0.65 --resume                     after Ctrl-C, a crash or a power cut

What is not said comes from the section prune of params.yaml, where there is one: else the Taylor criterion on 32 batches, 2
steps, 1 epoch between them at the size of the model, 4 after them, widths in multiples of 16.

Looks at training images, and chooses by validation images; test images are never looked at. Writes a bundle like any other,
and pruning.json to data/results/<model>/. Then: dermalite quantize --bundle <folder>.`
