import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Command } from 'commander'
import { DermaliteError } from '../../errors.ts'
import type { DrawnRun } from '../../report/draw-run.ts'
import { EVALUATED_SPLITS } from '../../report/metrics-file.ts'
import { isRun } from '../../report/run-files.ts'
import { formatMetric, textTable } from '../../report/table.ts'
import { printError } from '../print-error.ts'

const EXAMPLES = `
Reads metrics.json, history.csv and predictions-<split>.csv in each run's folder, as training and
\`dermalite evaluate\` write them, and draws beside them, as .svg and .png:
  training-curves             loss, accuracy, AUC and learning rate by epoch
  confusion-matrix-<split>    counts; the colour is the share of the true class
  roc-<split>                 one class against the rest, with the AUC
  sensitivity-<split>         by class, with 95% intervals

Examples:
  npx tsx result.ts                  every run under data/results/
  npx tsx result.ts mobilenet-v2     one run
  npx tsx result.ts --json | jq .metrics.test.macroAuc`

type Options = { results: string; json?: true }

export function registerResult(program: Command): void {
  program.addCommand(createResultCommand())
}

export function createResultCommand(): Command {
  return new Command('result')
    .description('Draw the figures of trained and evaluated runs.')
    .argument('[runs...]', 'names of runs (default: all)')
    .option('--results <dir>', 'folder that holds a folder for each run', 'data/results')
    .option('--json', 'print one line of JSON for each run')
    .addHelpText('after', EXAMPLES)
    .action(drawResults)
}

async function drawResults(names: string[], { results, json }: Options): Promise<void> {
  const known = findRuns(results)
  if (names.length === 0 && known.length === 0) throw nothingToDraw(results)
  const { drawRun } = await import('../../report/draw-run.ts')
  const drawn: DrawnRun[] = []
  for (const name of names.length > 0 ? names : known) {
    try {
      if (!known.includes(name)) throw unknownRun(name, results, known)
      const run = await drawRun(join(results, name))
      drawn.push(run)
      if (json) console.log(JSON.stringify(jsonLine(run)))
      else console.log(drawnFiles(run))
    } catch (error) {
      printError(error)
      process.exitCode = 1
    }
  }
  const rows = drawn.flatMap(summaryRows)
  if (!json && rows.length > 0) console.log(`\n${textTable(SUMMARY_COLUMNS, rows)}`)
}

function findRuns(results: string): string[] {
  try {
    return readdirSync(results)
      .filter((name) => isRun(join(results, name)))
      .sort()
  } catch {
    throw nothingToDraw(results)
  }
}

const SUMMARY_COLUMNS = [
  { title: 'run' },
  { title: 'split' },
  ...['images', 'balanced accuracy', 'macro AUC', 'accuracy', 'loss'].map((title) => ({
    title,
    align: 'right' as const,
  })),
]

function summaryRows({ run, metrics: file }: DrawnRun): string[][] {
  return EVALUATED_SPLITS.flatMap((split) => {
    const metrics = file?.evaluations[split]?.metrics
    if (file === null || metrics === undefined) return []
    const { n, balancedAccuracy, macroAuc, accuracy, loss } = metrics
    const name = file.synthetic ? `${run} (synthetic)` : run
    const numbers = [balancedAccuracy, macroAuc, accuracy, loss].map((x) => formatMetric(x))
    return [[name, split, n.toLocaleString('en-US'), ...numbers]]
  })
}

function drawnFiles({ run, figures }: DrawnRun): string {
  const files = figures.map(({ svg }) => `  ${svg}  (and .png)`)
  return [run, ...files].join('\n')
}

function jsonLine({ run, figures, metrics }: DrawnRun) {
  const evaluations = Object.entries(metrics?.evaluations ?? {})
  return {
    run,
    figures: figures.flatMap(({ svg, png }) => [svg, png]),
    synthetic: metrics?.synthetic ?? null,
    metrics: Object.fromEntries(evaluations.map(([split, { metrics }]) => [split, metrics])),
  }
}

function nothingToDraw(results: string): DermaliteError {
  return new DermaliteError(
    'results-not-found',
    `there are no results under ${results}`,
    'Train a model (`npx tsx train.ts`) or measure one (`dermalite evaluate`) first, or name their folder with --results.',
  )
}

function unknownRun(name: string, results: string, known: readonly string[]): DermaliteError {
  return new DermaliteError(
    'results-not-found',
    `there is no run "${name}" under ${results}`,
    known.length > 0 ? `There are: ${known.join(', ')}.` : nothingToDraw(results).hint,
  )
}
