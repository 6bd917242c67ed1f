import { rm } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { dirname, join } from 'node:path'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { DEFAULT_BUNDLE } from '../../classifier/node/index.ts'
import { RANGE_METHODS, type RangeMethod } from '../../compress/quantize/ranges.ts'
import { writeQuantization } from '../../report/quantization-file.ts'
import { RUN_FILES } from '../../report/run-files.ts'
import { recordEnvironment } from '../environment.ts'
import { openSplit, type SplitDataset } from '../evaluation/open-split.ts'
import {
  bundleOption,
  dataOption,
  paramsOption,
  parsePositiveInteger,
  withoutMissing,
} from '../options.ts'
import { type Params, readParams } from '../params/read.ts'
import { type FloatModel, loadFloatModel } from '../quantization/float-model.ts'
import { formatQuantization } from '../quantization/print.ts'
import { quantizeBundle } from '../quantization/quantize-bundle.ts'
import { type QuantizedTraining, quantizedTrainingConfig } from '../quantization/train-through.ts'
import { interruptSignal } from '../training/interrupt.ts'
import { recordedConfig } from '../training/recorded-config.ts'
import { runFolders } from '../training/run-folders.ts'

type QuantizeOptions = {
  readonly bundle?: string
  readonly data?: string
  readonly params?: string
  readonly images?: number
  readonly method?: RangeMethod | 'best'
  readonly equalize?: boolean
  readonly correctBias?: boolean
  readonly qat?: boolean
  readonly epochs?: number
  readonly learningRate?: number
  readonly resume: boolean
  readonly force: boolean
  readonly threads: number
  readonly results: string
  readonly json?: boolean
}

export function registerQuantize(program: Command): void {
  program
    .command('quantize')
    .description('Make the int8 model of a bundle: a quarter of the size, and faster.')
    .addOption(bundleOption())
    .addOption(dataOption())
    .addOption(paramsOption())
    .option('--images <n>', 'training images to calibrate on', parsePositiveInteger)
    .addOption(
      new Option('--method <method>', 'what the 8 bits of an activation cover').choices([
        ...RANGE_METHODS,
        'best',
      ]),
    )
    .option('--equalize', 'even out the weights of neighbouring layers first')
    .option('--no-equalize', 'do not')
    .option('--correct-bias', 'take from the outputs what rounding the weights shifts them by')
    .option('--no-correct-bias', 'do not')
    .option('--qat', 'then train the weights through 8 bits (quantization-aware training)')
    .option('--no-qat', 'do not')
    .option('--epochs <n>', 'epochs of --qat', parsePositiveInteger)
    .option('--learning-rate <rate>', 'largest learning rate of --qat', parseRate)
    .option('--resume', 'go on with --qat where it was stopped', false)
    .option('--force', 'start --qat anew where its folder holds a run', false)
    .option(
      '--threads <n>',
      'threads of inference and training',
      parsePositiveInteger,
      availableParallelism(),
    )
    .option('--results <folder>', 'folder that holds a folder for each run', 'data/results')
    .option('--json', 'print what was measured as one line of JSON')
    .addHelpText('after', EXAMPLES)
    .action(quantizeModel)
}

async function quantizeModel(options: QuantizeOptions): Promise<void> {
  const { bundle = DEFAULT_BUNDLE, json, threads } = options
  const { quantize } = await readParams(options.params)
  const { images, method, equalize, correctBias, qat, epochs, learningRate } = options
  const said = { images, method, equalize, correctBias, qat, epochs, learningRate }
  const choices = { ...quantize, ...withoutMissing(said) }
  const model = await loadFloatModel(bundle)
  const data = await openSplit(model.manifest, options.data)
  const { dataset, split } = data
  const interrupt = choices.qat ? interruptSignal() : undefined
  const file = await quantizeBundle(bundle, model, dataset, split, {
    ...{ ...choices, threads },
    methods: choices.method === 'best' ? RANGE_METHODS : [choices.method],
    training:
      interrupt &&
      (await quantizedTraining(bundle, model, data, { ...options, ...choices }, interrupt)),
  }).finally(interrupt?.dispose)
  const path = join(options.results, model.manifest.name, RUN_FILES.quantization)
  await writeQuantization(path, file)
  await recordEnvironment(dirname(path), 'quantize', { threads, dataset })
  process.stdout.write(
    json
      ? `${JSON.stringify(file)}\n`
      : `${formatQuantization(file)}model: ${join(bundle, file.files.int8.path)}\nmeasurements: ${path}\n`,
  )
}

async function quantizedTraining(
  bundle: string,
  { manifest }: FloatModel,
  { dataset: { classes }, split: { train, val } }: SplitDataset,
  options: QuantizeOptions & Pick<Params['quantize'], 'epochs' | 'learningRate'>,
  { signal }: { readonly signal: AbortSignal },
): Promise<QuantizedTraining> {
  const { threads, resume } = options
  const { checkpoints, cache } = runFolders(`${manifest.name}-qat`)
  if (options.force) await rm(checkpoints, { recursive: true, force: true })
  return {
    config: quantizedTrainingConfig(recordedConfig(bundle, manifest), options),
    data: { classes, train, val, cacheFolder: cache },
    ...{ folder: checkpoints, resume, threads, signal },
  }
}

function parseRate(text: string): number {
  const value = Number(text)
  if (value > 0 && value < 1) return value
  throw new InvalidArgumentError('It must be a number between 0 and 1.')
}

const EXAMPLES = `
Examples:
  dermalite quantize                                  the shipped model, with the best of four ways to choose ranges
  dermalite quantize --bundle models/mine --method percentile --images 512
  dermalite quantize --bundle models/mine --qat --epochs 3 --learning-rate 0.00001
  dermalite quantize --bundle models/mine --qat --epochs 3 --resume    after Ctrl-C, a crash or a power cut
  dermalite quantize --json | jq '.validation.metrics.balancedAccuracy'

What is not said comes from the section quantize of params.yaml, where there is one: else 256 images, the best method, both
passes, no --qat (3 epochs, learning rate 0.00001).

Calibrates (and with --qat trains) on training images and compares on validation images; test images are never looked at. Writes model.int8.onnx
into the bundle, and quantization.json to data/results/<model>/. Then: dermalite classify --precision int8.`
