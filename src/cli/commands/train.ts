import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { Command } from 'commander'
import { openDataset } from '../../dataset/open.ts'
import type { Split } from '../../dataset/split.ts'
import { loadOrCreateSplit } from '../../dataset/split-file.ts'
import type { Dataset, Sample } from '../../dataset/types.ts'
import { DermaliteError } from '../../errors.ts'
import { mobileNetV2Architecture } from '../../nets/architecture.ts'
import { writeHistory } from '../../report/history-file.ts'
import { RUN_FILES } from '../../report/run-files.ts'
import { checkpointPaths } from '../../train/checkpointer.ts'
import { totalEpochs } from '../../train/config.ts'
import type { EpochRow } from '../../train/state.ts'
import { train } from '../../train/trainer.ts'
import { parsePositiveInteger } from '../options.ts'
import { initialWeights, parameterShapes } from '../training/initial-weights.ts'
import { interruptSignal } from '../training/interrupt.ts'
import { readParams } from '../training/params.ts'
import { trainingReporter } from '../training/reporter.ts'
import { type RunFolders, runFolders } from '../training/run-folders.ts'

type TrainOptions = {
  readonly data?: string
  readonly params: string
  readonly set: readonly string[]
  readonly pretrained?: string
  readonly run: string
  readonly bundle?: string
  readonly threads: number
  readonly resume: boolean
}

export function configureTrain(command: Command): Command {
  return command
    .description(
      'Train a network on labelled pictures, measure it, and write it as a model bundle.',
    )
    .option('--data <source>', 'data set (default: $DERMALITE_DATA, else data/ham10000)')
    .option('--params <file>', 'parameters of the pipeline', 'params.yaml')
    .option('--set <key=value...>', 'replace parameters, such as train.learningRate=0.0002', [])
    .option('--pretrained <place>', 'ImageNet weights: file, folder or https address')
    .option('--run <name>', 'name of the run and of its folders', 'mobilenet-v2')
    .option('--bundle <folder>', 'where to write the model (default: models/<run>)')
    .option('--threads <n>', 'threads of a step', parsePositiveInteger, availableParallelism())
    .option('--resume', 'go on from the last checkpoint of the run', false)
    .action(trainRun)
}

async function trainRun(options: TrainOptions): Promise<void> {
  const { split: splitParams, train: config } = await readParams(options.params, options.set)
  const dataset = await openDataset(options.data)
  const splitPath = join('data', 'splits', `${dataset.name}.json`)
  const { split } = await loadOrCreateSplit(splitPath, dataset, splitParams.seed)
  printDataset(dataset, split)
  const folders = runFolders(options.run, options.bundle)
  refuseToOverwrite(folders, options.resume)

  const architecture = mobileNetV2Architecture(config.width)
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
    events: reporter,
    signal: interrupt.signal,
  }).finally(() => {
    reporter.stop()
    interrupt.dispose()
  })
  await writeHistory(join(folders.results, RUN_FILES.history), outcome.history)
}

function refuseToOverwrite({ checkpoints }: RunFolders, resume: boolean): void {
  if (resume || !existsSync(checkpointPaths(checkpoints).last)) return
  throw new DermaliteError(
    'bad-argument',
    `${checkpoints} already holds a run`,
    'Go on with it by --resume, name another with --run, or delete the folder.',
  )
}

function printDataset({ name, classes, problems }: Dataset, split: Split<Sample>): void {
  const counts = (samples: readonly Sample[]) =>
    classes.map((c, k) => `${c} ${samples.filter(({ label }) => label === k).length}`).join(', ')
  const lines = Object.entries(split).map(
    ([side, samples]) => `  ${side}: ${samples.length} images (${counts(samples)})`,
  )
  const left =
    problems.length > 0 ? [`  ${problems.length} left out: see dermalite data check`] : []
  process.stderr.write(`${[`data set ${name}`, ...lines, ...left].join('\n')}\n`)
}
