import { existsSync, readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeFileAtomic } from '../../write-file.ts'
import { EVALUATED_SPLITS, type MetricsFile, readMetrics } from '../metrics-file.ts'
import { isRun, RUN_FILES } from '../run-files.ts'
import { formatInterval, formatMetric, HEADLINE_METRICS } from '../table.ts'
import { readTradeoff, type TradeoffFile, tradeoffName } from '../tradeoff-file.ts'
import { TRADEOFF_COLUMNS, tradeoffRows } from '../tradeoff-table.ts'
import { escapeHtml, htmlFigure, htmlPage, htmlTable } from './page.ts'
import { THEMES } from './sections.ts'

export const REPORT_FILE = 'report.html'

type Section = { readonly id: string; readonly title: string; readonly html: string }

/**
 * Writes what was measured and drawn under `results` as one page that needs no other file.
 *
 * @param runs default: all
 * @returns its path
 * @throws DermaliteError `results-invalid`: a file is not as written
 */
export async function writeReport(
  results: string,
  runs: readonly string[] = runsUnder(results),
): Promise<string> {
  const tradeoffs = (
    await Promise.all(EVALUATED_SPLITS.map((split) => tradeoff(results, split)))
  ).flat()
  const measured = (await Promise.all(runs.map((run) => metricsOf(join(results, run))))).flat()
  const sections = [
    ...(measured.length > 0 ? [overview(measured)] : []),
    ...tradeoffs,
    ...(await Promise.all(runs.map((run) => runSection(results, run)))),
  ]
  const contents = sections.map(
    ({ id, title }) => `<li><a href="#${id}">${escapeHtml(title)}</a></li>`,
  )
  const body = [
    HEAD,
    `<nav aria-label="Contents"><ul>${contents.join('\n')}</ul></nav>`,
    ...sections.map(({ id, title, html }) => `<h2 id="${id}">${escapeHtml(title)}</h2>\n${html}`),
  ]
  const path = join(results, REPORT_FILE)
  await writeFileAtomic(path, htmlPage('DermaLite: what was measured', body.join('\n\n')))
  return path
}

function runsUnder(results: string): string[] {
  return readdirSync(results)
    .filter((name) => isRun(join(results, name)))
    .sort()
}

const HEAD = `<h1>What was measured</h1>
<p>DermaLite tells seven kinds of skin lesion apart in dermatoscope pictures, shows where it looked, and says how sure it is. This
page holds every figure that its commands draw. It says how often the models are right, whether their probabilities, prediction
sets and heat maps keep what they promise, for whom they do worse, and what making them smaller costs. Brackets and bars are 95 %
bootstrap intervals over lesions.</p>
<p class="note"><strong>Research software, not a medical device.</strong> No number here says what a model would do in a clinic.
Show a skin change that worries you to a doctor, whatever a program says.</p>`

async function metricsOf(folder: string): Promise<MetricsFile[]> {
  const path = join(folder, RUN_FILES.metrics)
  return existsSync(path) ? [await readMetrics(path)] : []
}

function overview(files: readonly MetricsFile[]): Section {
  const rows = files.flatMap(({ run, evaluations, synthetic }) =>
    EVALUATED_SPLITS.flatMap((split) => {
      const evaluation = evaluations[split]
      if (!evaluation) return []
      const { metrics, intervals, prior } = evaluation
      const numbers = HEADLINE_METRICS.map(([key]) =>
        `${formatMetric(metrics[key])} ${formatInterval(intervals[key])}`.trim(),
      )
      return [[synthetic ? `${run} (synthetic)` : run, split, prior, ...numbers]]
    }),
  )
  const header = ['run', 'images', 'prior', ...HEADLINE_METRICS.map(([, title]) => title)]
  return { id: 'overview', title: 'All runs', html: htmlTable(header, rows) }
}

async function tradeoff(
  results: string,
  split: (typeof EVALUATED_SPLITS)[number],
): Promise<Section[]> {
  const base = join(results, tradeoffName(split))
  if (!existsSync(`${base}.json`)) return []
  const file: TradeoffFile = await readTradeoff(`${base}.json`)
  const figure = existsSync(`${base}.svg`)
    ? htmlFigure(
        await readFile(`${base}.svg`, 'utf8'),
        'Balanced accuracy against time; the area of a mark is the size of the file.',
      )
    : ''
  const table = htmlTable(
    TRADEOFF_COLUMNS.map(({ title }) => title),
    tradeoffRows(file),
  )
  return [
    {
      id: `tradeoff-${split}`,
      title: `Accuracy, size and speed: ${split} images`,
      html: figure + table,
    },
  ]
}

async function runSection(results: string, run: string): Promise<Section> {
  const folder = join(results, run)
  const drawn = readdirSync(folder).filter((name) => name.endsWith('.svg'))
  const parts: string[] = []
  for (const { title, lead, figures } of THEMES) {
    const shown: string[] = []
    for (const { prefix, caption } of figures) {
      // test images first
      for (const name of drawn.filter((each) => each.startsWith(prefix)).sort()) {
        const split = name.match(/-(val|test)\.svg$/)?.[1]
        const where = split
          ? `${caption} ${split === 'val' ? 'Validation' : 'Test'} images.`
          : caption
        shown.push(htmlFigure(await readFile(join(folder, name), 'utf8'), where))
      }
    }
    if (shown.length > 0) parts.push(`<h3>${title}</h3>\n<p class="soft">${lead}</p>`, ...shown)
  }
  return { id: `run-${run}`, title: run, html: parts.join('\n') }
}
