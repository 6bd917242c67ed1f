import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { DermaliteError } from '../../errors.ts'
import type { DrawnRun } from '../../report/draw-run.ts'
import { EVALUATED_SPLITS } from '../../report/metrics-file.ts'
import { isRun } from '../../report/run-files.ts'
import { formatMetric } from '../../report/table.ts'
import { textTable } from '../../text-table.ts'
import { type ErrorReport, EXIT_FAILURE, formatReport, reportOf } from '../errors.ts'

type ResultOptions = { readonly results: string; readonly json?: boolean }
type FailedRun = { readonly run: string; readonly error: ErrorReport }

/** Turns a bare command into `result`; `result.ts` is this command alone. */
export function configureResult(command: Command): Command {
  return command
    .description('Draw the figures of trained and evaluated runs.')
    .argument('[runs...]', 'names of runs (default: all)')
    .option('--results <folder>', 'folder that holds a folder for each run', 'data/results')
    .option('--json', 'print one line of JSON for each run')
    .addHelpText('after', examples(command.name()))
    .action(drawResults)
}

export function registerResult(program: Command): void {
  configureResult(program.command('result'))
}

async function drawResults(
  names: readonly string[],
  { results, json }: ResultOptions,
): Promise<void> {
  const known = findRuns(results)
  if (names.length === 0 && known.length === 0) throw nothingToDraw(results)
  const drawn: DrawnRun[] = []
  for (const name of names.length > 0 ? names : known) {
    const run = await drawNamedRun(name, results, known)
    print(run, json)
    if (!('error' in run)) drawn.push(run)
  }
  if (names.length === 0)
    await drawAll(
      results,
      drawn.map(({ run }) => run),
      json,
    )
  const rows = drawn.flatMap(summaryRows)
  if (!json && rows.length > 0) process.stdout.write(`\n${textTable(SUMMARY_COLUMNS, rows)}\n`)
}

/** What compares several models, and the page that holds everything. */
async function drawAll(results: string, runs: readonly string[], json = false): Promise<void> {
  const { drawTradeoffs } = await import('../../report/draw-tradeoffs.ts')
  const figures = await drawTradeoffs(results)
  if (figures.length > 0) print({ run: 'tradeoff', figures, metrics: null }, json)
  const { writeReport } = await import('../../report/html/report.ts')
  const report = await writeReport(results, runs)
  if (!json) process.stdout.write(`report\n  ${report}\n`)
}

function print(run: DrawnRun | FailedRun, json = false): void {
  const failed = 'error' in run
  if (failed) process.exitCode = EXIT_FAILURE
  if (json) process.stdout.write(`${JSON.stringify(failed ? run : runRecord(run))}\n`)
  else if (failed) process.stderr.write(`${run.run}\n${formatReport(run.error)}`)
  else process.stdout.write(formatFigures(run))
}

async function drawNamedRun(
  run: string,
  results: string,
  known: readonly string[],
): Promise<DrawnRun | FailedRun> {
  try {
    if (!known.includes(run)) throw unknownRun(run, results, known)
    const { drawRun } = await import('../../report/draw-run.ts') // Vega is slow to load
    return await drawRun(join(results, run))
  } catch (error) {
    return { run, error: reportOf(error) }
  }
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

function formatFigures({ run, figures }: DrawnRun): string {
  const files = figures.map(({ svg }) => `  ${svg}  (and .png)`)
  return `${[run, ...files].join('\n')}\n`
}

function runRecord({ run, figures, metrics }: DrawnRun) {
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

function examples(name: string): string {
  const call = name === 'result.ts' ? 'npx tsx result.ts' : `dermalite ${name}`
  return `
Reads metrics.json, history.csv and predictions-<split>.csv in each run's folder, as training and
\`dermalite evaluate\` write them, and draws beside them, as .svg and .png:
  training-curves             loss, accuracy, AUC and learning rate by epoch
  confusion-matrix-<split>    counts; the colour is the share of the true class
  roc-<split>                 one class against the rest, with the AUC
  sensitivity-<split>         by class, with 95% intervals
and what \`dermalite uncertainty\`, \`faithfulness\`, \`groups\` and \`bench\` measured. All of it goes into
report.html beside the runs: one page that needs no other file.

Examples:
  ${call}                  every run under data/results/
  ${call} mobilenet-v2     one run
  ${call} --json | jq .metrics.test.macroAuc`
}
