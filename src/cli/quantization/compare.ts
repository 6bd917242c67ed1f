import { metricsOfRows, pairedBootstrap } from '../../metrics/bootstrap.ts'
import { evaluatePredictions, flattenMetrics } from '../../metrics/evaluate.ts'
import { argmaxRows } from '../../metrics/predictions.ts'
import type { PredictionTable } from '../../report/predictions-file.ts'
import type { QuantizationFile } from '../../report/quantization-file.ts'

/** Share of the rows that get the same label. */
export function sameLabel(a: PredictionTable, b: PredictionTable): number {
  const [first, second] = [a, b].map(({ probabilities, classes }) =>
    argmaxRows(probabilities, classes.length),
  ) as [Int32Array, Int32Array]
  return first.filter((label, row) => label === second[row]).length / first.length
}

/** What the int8 model answers differently, and what that does to every metric. */
export function comparePrecisions(
  float: PredictionTable,
  int8: PredictionTable,
): QuantizationFile['validation'] {
  const [before, after] = [float, int8].map((table) => flattenMetrics(evaluatePredictions(table)))
  const differences = pairedBootstrap(metricsOfRows(float), metricsOfRows(int8), float.groups)
  const distances = float.probabilities.map((p, i) => Math.abs(p - int8.probabilities[i]!))
  return {
    images: float.labels.length,
    sameLabel: sameLabel(float, int8),
    probabilityDifference: distances.reduce((a, b) => a + b, 0) / distances.length,
    metrics: Object.fromEntries(
      Object.entries(differences).map(([name, compared]) => [
        name,
        { float32: before![name]!, int8: after![name]!, ...compared },
      ]),
    ),
  }
}
