import { markdownTable } from './markdown-table.ts'
import type { MeasuredMetric, Timing, TradeoffFile } from './tradeoff-file.ts'

const right = (title: string) => ({ title, align: 'right' as const })

export const TRADEOFF_COLUMNS = [
  { title: 'variant' },
  right('MB'),
  right('MACs, millions'),
  right('memory, MB'),
  right('Node, ms'),
  right('speed-up'),
  right('browser, ms'),
  right('speed-up'),
  right('balanced accuracy'),
  right('difference'),
  right('macro AUC'),
  right('same label'),
]

const DASH = '–'

/** The cells of each variant, under `TRADEOFF_COLUMNS`; a dash where nothing was measured. */
export function tradeoffRows({ variants }: TradeoffFile): string[][] {
  return variants.map(({ name, bytes, macs, memory, latency, accuracy }) => [
    name,
    megabytes(bytes),
    (macs / 1e6).toFixed(0),
    memory ? megabytes(memory.model) : DASH,
    ...times(latency.node1),
    ...times(latency.browser),
    value(accuracy?.metrics.balancedAccuracy),
    difference(accuracy?.metrics.balancedAccuracy),
    value(accuracy?.metrics.macroAuc),
    accuracy ? `${(100 * accuracy.sameLabel).toFixed(1)} %` : DASH,
  ])
}

/** The trade-off as a table in Markdown. */
export function tradeoffTable(file: TradeoffFile): string {
  return markdownTable(
    TRADEOFF_COLUMNS.map(({ title }) => title),
    tradeoffRows(file),
  )
}

const megabytes = (bytes: number) => (bytes / 1e6).toFixed(2)

function times(timing: Timing | null | undefined): string[] {
  return timing ? [timing.median.toFixed(2), `${timing.speedup.toFixed(2)}x`] : [DASH, DASH]
}

function value(metric: MeasuredMetric | undefined): string {
  if (!metric) return DASH
  const { value, interval } = metric
  return interval
    ? `${value.toFixed(3)} [${interval.map((end) => end.toFixed(3)).join(', ')}]`
    : value.toFixed(3)
}

function difference(metric: MeasuredMetric | undefined): string {
  if (!metric) return DASH
  const { difference, differenceInterval } = metric
  return `${signed(difference)} [${differenceInterval.map(signed).join(', ')}]`
}

const signed = (number: number) => `${number < 0 ? '−' : '+'}${Math.abs(number).toFixed(3)}`
