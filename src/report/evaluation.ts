import { type BootstrapOptions, metricIntervals } from '../metrics/bootstrap.ts'
import { evaluatePredictions } from '../metrics/evaluate.ts'
import type { Evaluation } from './metrics-file.ts'
import type { PredictionTable } from './predictions-file.ts'

/** Measures a table of predictions, with 95 % intervals over its groups: one entry of `metrics.json`. */
export function evaluateTable(
  table: PredictionTable,
  prior: string,
  options: BootstrapOptions = {},
): Evaluation {
  return {
    prior,
    metrics: evaluatePredictions(table),
    intervals: metricIntervals(table, { ...options, confidence: 0.95 }),
  }
}
