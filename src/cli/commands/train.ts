import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { Command } from 'commander'
import { loadOrCreateSplit, splitPath } from '../../dataset/split-file.ts'
import { DermaliteError } from '../../errors.ts'
import { createArchitecture } from '../../nets/architecture.ts'
import { PACKAGE_ROOT } from '../../package-root.ts'
import { drawRun } from '../../report/draw-run.ts'
import { writeHistory } from '../../report/history-file.ts'
import type { EvaluatedSplit } from '../../report/metrics-file.ts'
import { RUN_FILES } from '../../report/run-files.ts'
import { checkpointPaths } from '../../train/checkpointer.ts'
import { totalEpochs } from '../../train/config.ts'
import { train } from '../../train/trainer.ts'
import { formatEvaluation } from '../evaluation/print-evaluation.ts'
import { parsePositiveInteger } from '../options.ts'
import { networkOf } from '../params/network.ts'
import { type Params, readParams } from '../params/read.ts'
import { finishRun } from '../training/finish-run.ts'
import { initialWeights, parameterShapes } from '../training/initial-weights.ts'
import { interruptSignal } from '../training/interrupt.ts'
import { trainingReporter } from '../training/reporter.ts'
import { type RunFolders, runFolders } from '../training/run-folders.ts'
import { loadTeachers } from '../training/teachers.ts'
import { openTrainingData, SYNTHETIC_SOURCE } from '../training/training-data.ts'

type TrainOptions = {
  readonly data?: string
  readonly smoke: boolean
  readonly strict: boolean
  readonly params?: string
  readonly network?: string
  readonly set: readonly string[]
  readonly pretrained?: string
  readonly run?: string
  readonly bundle?: string
  readonly threads: number
  readonly resume: boolean
  readonly force: boolean
  readonly test: boolean
}

export function configureTrain(command: Command): Command {
  return command
    .description(
      'Train a network on labelled pictures, measure it, and write it as a model bundle.',
    )
    .option(
      '--data <source>',
      'data set, or synthetic (default: $DERMALITE_DATA, else data/ham10000)',
    )
    .option(
      '--smoke',
      'try the pipeline in minutes, on synthetic lesions with a tiny network',
      false,
    )
    .option(
      '--params <file>',
      'parameters of the pipeline (default: params.yaml where there is one)',
    )
    .option(
      '--network <name>',
      `which of the networks in the parameters (default: ${DEFAULT_NETWORK})`,
    )
    .option('--set <key=value...>', 'replace parameters, such as train.learningRate=0.0002', [])
    .option('--pretrained <place>', 'ImageNet weights: file, folder or https address')
    .option('--run <name>', 'name of the run and of its folders (default: that of the network)')
    .option('--bundle <folder>', 'where to write the model (default: models/<run>)')
    .option('--threads <n>', 'threads of a step', parsePositiveInteger, availableParallelism())
    .option('--strict', 'refuse a data set with any problem', false)
    .option('--resume', 'go on from the last checkpoint of the run', false)
    .option('--force', 'start anew where the folder of the run holds one', false)
    .option('--no-test', 'leave the test images alone, while a recipe is being chosen')
    .addHelpText('after', EXAMPLES)
    .action(trainRun)
}

export function registerTrain(program: Command): void {
  configureTrain(program.command('train'))
}

async function trainRun(options: TrainOptions): Promise<void> {
  const { data, params, bundle, ...names } = { ...(options.smoke ? SMOKE : DEFAULTS), ...options }
  const read = await readParams(params, options.set)
  const { name, config } = configOf(read, names.network)
  const run = names.run ?? name
  const folders = runFolders(run, bundle)
  if (options.force) await rm(folders.checkpoints, { recursive: true, force: true })
  refuseToOverwrite(folders, options.resume)
  const dataset = await openTrainingData({ source: data, strict: options.strict })
  const place = splitPath(dataset)
  const { split, seed: splitSeed } = await loadOrCreateSplit(place, dataset, read.split.seed)
  requireSeed(read.split.seed, { place, seed: splitSeed })

  const architecture = createArchitecture(config)
  const shapes = parameterShapes(architecture, dataset.classes.length)
  const epochs = totalEpochs(config)
  const reporter = trainingReporter(epochs)
  const interrupt = interruptSignal()
  const outcome = await train({
    config,
    architecture,
    data: {
      classes: dataset.classes,
      train: split.train,
      val: split.val,
      cacheFolder: folders.cache,
    },
    parameters: shapes,
    initial: await initialWeights(config, shapes, options.pretrained),
    folder: folders.checkpoints,
    resume: options.resume,
    threads: options.threads,
    teachers: await loadTeachers(config, dataset.classes),
    events: reporter,
    signal: interrupt.signal,
  }).finally(() => {
    reporter.stop()
    interrupt.dispose()
  })
  await writeHistory(join(folders.results, RUN_FILES.history), outcome.history)
  const evaluations = await finishRun({
    ...{ run, folders, dataset, split, splitSeed, config, architecture, outcome },
    threads: options.threads,
    measured: options.test ? ['val', 'test'] : ['val'],
  })
  await drawRun(folders.results)
  for (const [side, evaluation] of Object.entries(evaluations)) {
    process.stdout.write(formatEvaluation(side as EvaluatedSplit, evaluation))
  }
  process.stdout.write(`model: ${folders.bundle}\nmetrics and figures: ${folders.results}\n`)
}

/** Of the network that is named; without a name, of the default one where the parameters have it, else `train` alone. */
function configOf({ networks, train }: Params, name?: string) {
  const chosen = name ?? (DEFAULT_NETWORK in networks ? DEFAULT_NETWORK : undefined)
  if (chosen === undefined) return { name: DEFAULT_NETWORK, config: train }
  return { name: chosen, config: networkOf(networks, chosen, 'trained').train }
}

function refuseToOverwrite({ checkpoints }: RunFolders, resume: boolean): void {
  if (resume || !existsSync(checkpointPaths(checkpoints).last)) return
  throw new DermaliteError(
    'bad-argument',
    `${checkpoints} already holds a run`,
    'Go on with it by --resume, start it anew by --force, or name another with --run.',
  )
}

function requireSeed(wanted: number, { place, seed }: { place: string; seed: number }): void {
  if (seed === wanted) return
  throw new DermaliteError(
    'split-exists',
    `${place} holds the split of seed ${seed}, the parameters name seed ${wanted}`,
    `Train on it by --set split.seed=${seed}, or replace it by \`dermalite data split\` with --seed ${wanted} --force: results of different splits cannot be compared.`,
  )
}

const DEFAULT_NETWORK = 'mobilenet-v2'

const DEFAULTS = { params: undefined, run: undefined, data: undefined, bundle: undefined }

/** Whatever it writes stays out of git. */
const SMOKE = {
  params: join(PACKAGE_ROOT, 'params.smoke.yaml'),
  run: 'smoke',
  data: SYNTHETIC_SOURCE,
  bundle: join('data', 'runs', 'smoke', 'bundle'),
}

const EXAMPLES = `
Examples:
  npx tsx train.ts --smoke                       a tiny network on synthetic lesions: no data needed
  npx tsx train.ts --data HAM10000.zip --pretrained weights/
  npx tsx train.ts --network efficientnet-lite0
  npx tsx train.ts --resume                      after Ctrl-C, a crash or a power cut
  npx tsx train.ts --run wide --set train.width=1.4 train.learningRate=0.0002 --no-test

Writes the model to models/<run>/, and metrics.json, history.csv, predictions and figures to data/results/<run>/. Saves
every epoch to data/runs/<run>/; a resumed run gives the same weights as one that was never stopped.`
