import type { ClassificationMetrics } from '../metrics/evaluate.ts'
import { textTable } from '../text-table.ts'
import type { Evaluation } from './metrics-file.ts'

/** `0.774`, or `–` for what is undefined. */
export function formatMetric(value: number | null, digits = 3): string {
  return value === null ? '–' : value.toFixed(digits)
}

/** `[0.741, 0.806]`, or nothing without an interval. */
export function formatInterval(interval: readonly [number, number] | undefined): string {
  return interval === undefined ? '' : `[${interval.map((x) => formatMetric(x)).join(', ')}]`
}

/** The headline numbers, by their flat names, with what people call them. */
export const HEADLINE_METRICS = [
  ['balancedAccuracy', 'balanced accuracy'],
  ['macroAuc', 'macro AUC'],
  ['accuracy', 'accuracy'],
  ['loss', 'loss (nats)'],
  ['ece', 'calibration error (ECE)'],
  ['brier', 'Brier score'],
] as const satisfies readonly (readonly [keyof ClassificationMetrics, string])[]

/** The headline numbers of an evaluation with their intervals. */
export function headlineTable({ metrics, intervals }: Evaluation): string {
  return textTable(
    [{ title: 'metric' }, { title: 'value', align: 'right' }, { title: '95% interval' }],
    HEADLINE_METRICS.map(([key, title]) => [
      title,
      formatMetric(metrics[key]),
      formatInterval(intervals[key]),
    ]),
  )
}

/** Every class's numbers, a row each. */
export function perClassTable({ perClass }: ClassificationMetrics): string {
  const rates = ['sensitivity', 'specificity', 'precision', 'f1', 'auc'] as const
  return textTable(
    [
      { title: 'class' },
      { title: 'images', align: 'right' },
      ...rates.map((rate) => ({ title: rate === 'auc' ? 'AUC' : rate, align: 'right' as const })),
    ],
    Object.entries(perClass).map(([name, metrics]) => [
      name,
      String(metrics.n),
      ...rates.map((rate) => formatMetric(metrics[rate])),
    ]),
  )
}
