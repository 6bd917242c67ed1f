import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { DEFAULT_BUNDLE } from '../../classifier/node/index.ts'
import { RANGE_METHODS, type RangeMethod } from '../../compress/quantize/ranges.ts'
import type { Split } from '../../dataset/split.ts'
import type { Dataset, Sample } from '../../dataset/types.ts'
import { writeQuantization } from '../../report/quantization-file.ts'
import { RUN_FILES } from '../../report/run-files.ts'
import { openSplit } from '../evaluation/open-split.ts'
import { bundleOption, dataOption, parsePositiveInteger } from '../options.ts'
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
  readonly images: number
  readonly method: RangeMethod | 'best'
  readonly equalize: boolean
  readonly correctBias: boolean
  readonly qat: boolean
  readonly epochs: number
  readonly learningRate: number
  readonly resume: boolean
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
    .option('--images <n>', 'training images to calibrate on', parsePositiveInteger, 256)
    .addOption(
      new Option('--method <method>', 'what the 8 bits of an activation cover')
        .choices([...RANGE_METHODS, 'best'])
        .default('best'),
    )
    .option('--no-equalize', 'do not even out the weights of neighbouring layers first')
    .option('--no-correct-bias', 'leave in the outputs what rounding the weights shifts them by')
    .option('--qat', 'then train the weights through 8 bits (quantization-aware training)', false)
    .option('--epochs <n>', 'epochs of --qat', parsePositiveInteger, 3)
    .option('--learning-rate <rate>', 'largest learning rate of --qat', parseRate, 1e-5)
    .option('--resume', 'go on with --qat where it was stopped', false)
    .option(
      '--threads <n>',
      'threads of inference and training',
      parsePositiveInteger,
      availableParallelism(),
    )
    .option('--results <folder>', 'folder that holds a folder for each run', 'data/results')
    .option('--json', 'print what was measured as one line of JSON')
    .addHelpText('after', EXAMPLES)
    .action(quantize)
}

async function quantize(options: QuantizeOptions): Promise<void> {
  const { bundle = DEFAULT_BUNDLE, method, json } = options
  const model = await loadFloatModel(bundle)
  const { dataset, split } = await openSplit(model.manifest, options.data)
  const interrupt = options.qat ? interruptSignal() : undefined
  const file = await quantizeBundle(bundle, model, dataset, split, {
    ...options,
    methods: method === 'best' ? RANGE_METHODS : [method],
    training: interrupt && quantizedTraining(bundle, model, dataset, split, options, interrupt),
  }).finally(interrupt?.dispose)
  const path = join(options.results, model.manifest.name, RUN_FILES.quantization)
  await writeQuantization(path, file)
  process.stdout.write(
    json
      ? `${JSON.stringify(file)}\n`
      : `${formatQuantization(file)}model: ${join(bundle, file.files.int8.path)}\nmeasurements: ${path}\n`,
  )
}

function quantizedTraining(
  bundle: string,
  { manifest }: FloatModel,
  { classes }: Dataset,
  { train, val }: Split<Sample>,
  options: QuantizeOptions,
  { signal }: { readonly signal: AbortSignal },
): QuantizedTraining {
  const { threads, resume } = options
  const { checkpoints, cache } = runFolders(`${manifest.name}-qat`)
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

Calibrates (and with --qat trains) on training images and compares on validation images; test images are never looked at. Writes model.int8.onnx
into the bundle, and quantization.json to data/results/<model>/. Then: dermalite classify --precision int8.`
