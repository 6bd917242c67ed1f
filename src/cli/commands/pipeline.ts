import type { Command } from 'commander'
import { textTable } from '../../text-table.ts'
import { PIPELINE_FILE, readPipeline, type Stage } from '../pipeline/read-pipeline.ts'
import { runStages, type StageTime } from '../pipeline/run-stages.ts'
import { selectStages } from '../pipeline/select-stages.ts'

type PipelineOptions = {
  readonly from?: string
  readonly network?: string
  readonly list?: boolean
}

export function registerPipeline(program: Command): void {
  program
    .command('pipeline')
    .description(
      'Make every model and result again, stage by stage, as dvc.yaml says; no DVC needed.',
    )
    .option('--from <stage>', 'leave out what stands before this stage, such as quantize')
    .option('--network <name>', 'leave out the stages of other networks')
    .option('--list', 'print the stages and their commands instead of running them')
    .addHelpText('after', HELP)
    .action(pipeline)
}

async function pipeline({ from, network, list }: PipelineOptions): Promise<void> {
  const stages = selectStages(await readPipeline(), { from, network })
  if (list) {
    process.stdout.write(stages.map(describe).join('\n'))
    return
  }
  process.stdout.write(`\n${timeTable(await runStages(stages))}\n`)
}

function describe({ name, description, commands }: Stage): string {
  return `${name}: ${description}\n${commands.map((command) => `  ${command}\n`).join('')}`
}

function timeTable(times: readonly StageTime[]): string {
  const total = times.reduce((sum, { seconds }) => sum + seconds, 0)
  const rows = [...times, { name: 'all', seconds: total }].map(({ name, seconds }) => [
    name,
    seconds.toFixed(1),
  ])
  return textTable([{ title: 'stage' }, { title: 'seconds', align: 'right' }], rows)
}

const HELP = `
prepare -> train -> prune -> quantize -> export -> calibrate -> evaluate -> bench -> card -> examples -> report, as
${PIPELINE_FILE} says, each with the parameters of params.yaml. Every stage is run, whether anything changed or not; \`dvc repro\`
runs the very same commands, but only those whose parameters or files changed. The data set lies where DERMALITE_DATA says,
else in data/ham10000; the ImageNet weights where DERMALITE_PRETRAINED says, else in data/pretrained; pictures that the models
should not know in the folders of DERMALITE_OOD. Test images are never looked at. It takes hours; a stage that was stopped is
begun anew.

Examples:
  dermalite pipeline                                 all of it
  dermalite pipeline --list                          which commands that would be
  dermalite pipeline --from quantize                 with the trained models that are there
  dermalite pipeline --from train --network efficientnet-lite0`
