import { bootstrapIntervals, type Interval, metricsOfRows } from '../../metrics/bootstrap.ts'
import { mcNemarTest } from '../../metrics/mcnemar.ts'
import { argmaxRows } from '../../metrics/predictions.ts'
import type { PredictionTable } from '../../report/predictions-file.ts'
import type { MeasuredMetric, VariantAccuracy } from '../../report/tradeoff-file.ts'

/** What the trade-off is about, by the names of `flattenMetrics`; classes that a data set lacks are left out. */
const METRICS = ['balancedAccuracy', 'macroAuc', 'mel.sensitivity', 'mel.auc']

/**
 * How well several models do on the same images, and how far each lies from the first. All intervals come from the same draws
 * of lesions, 95 %.
 *
 * @param tables answers to the same images in the same order
 */
export function compareAccuracy(
  tables: readonly PredictionTable[],
  { resamples = 1000, onDraw }: { readonly resamples?: number; readonly onDraw?: () => void } = {},
): VariantAccuracy[] {
  const [reference] = tables as [PredictionTable]
  const statistics = tables.map(metricsOfRows)
  const measureAll = (rows: Int32Array) => {
    const measured: Record<string, number | null> = {}
    const values = statistics.map((of) => of(rows))
    for (const [i, metrics] of values.entries()) {
      for (const name of METRICS) {
        const [value, base] = [metrics[name] ?? null, values[0]![name] ?? null]
        measured[`${i} ${name}`] = value
        measured[`${i} ${name} difference`] = value === null || base === null ? null : value - base
      }
    }
    return measured
  }
  const onAll = measureAll(Int32Array.from(reference.labels.keys()))
  const intervals = bootstrapIntervals(
    (rows) => {
      onDraw?.()
      return measureAll(rows)
    },
    reference.groups,
    { resamples },
  )
  return tables.map((table, i) => ({
    metrics: Object.fromEntries(
      METRICS.flatMap((name) => {
        const measured = measuredMetric(onAll, intervals, `${i} ${name}`)
        return measured ? [[name, measured]] : []
      }),
    ),
    ...compareLabels(reference, table),
  }))
}

function measuredMetric(
  values: Readonly<Record<string, number | null>>,
  intervals: Readonly<Record<string, Interval>>,
  name: string,
): MeasuredMetric | undefined {
  const [value, difference] = [values[name] ?? null, values[`${name} difference`] ?? null]
  const differenceInterval = intervals[`${name} difference`]
  if (value === null || difference === null || !differenceInterval) return undefined
  const interval = intervals[name]
  const varies = interval !== undefined && interval[0] < interval[1]
  return { value, ...(varies && { interval }), difference, differenceInterval }
}

function compareLabels(
  reference: PredictionTable,
  table: PredictionTable,
): Omit<VariantAccuracy, 'metrics'> {
  const answers = (of: PredictionTable) => argmaxRows(of.probabilities, of.classes.length)
  const [before, after] = [answers(reference), answers(table)]
  const right = (given: Int32Array) => Array.from(given, (label, i) => label === table.labels[i])
  const { onlyFirst, onlySecond, p } = mcNemarTest(right(before), right(after))
  let same = 0
  for (let i = 0; i < before.length; i++) same += Number(before[i] === after[i])
  let distance = 0
  for (let i = 0; i < table.probabilities.length; i++) {
    distance += Math.abs(table.probabilities[i]! - reference.probabilities[i]!)
  }
  return {
    sameLabel: same / before.length,
    probabilityDifference: distance / table.probabilities.length,
    mcNemar: { onlyReference: onlyFirst, onlyVariant: onlySecond, p },
  }
}
