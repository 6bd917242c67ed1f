import { markdownTable } from './markdown-table.ts'
import type { ParityComparison, ParityFile } from './parity-file.ts'

/** How far two engines may lie apart before one of them computes something else. */
export const PARITY_BARS = {
  float32: { maxLogitDifference: 1e-3 },
  int8: { sameLabel: 0.98, meanProbabilityDifference: 0.01 },
} as const

/** Whether the engines agree: float32 to rounding, int8 in nearly every label, and every operator on the fast path. */
export function isParity(comparison: ParityComparison): boolean {
  const { precision, maxLogitDifference, sameLabel, meanProbabilityDifference } = comparison
  if (!comparison.fullyAccelerated) return false
  if (precision === 'float32') return maxLogitDifference < PARITY_BARS.float32.maxLogitDifference
  const { int8 } = PARITY_BARS
  return sameLabel >= int8.sameLabel && meanProbabilityDifference < int8.meanProbabilityDifference
}

export const PARITY_COLUMNS = [
  'model',
  'images',
  'same label',
  'largest logit difference',
  'mean probability difference',
] as const

/** The cells of a bundle's comparisons, under `PARITY_COLUMNS`. */
export function parityRows({ model, images, comparisons }: ParityFile): string[][] {
  return comparisons.map((each) => [
    `${model}, ${each.precision}`,
    images.toLocaleString('en-US'),
    `${(each.sameLabel * 100).toFixed(2)} %`,
    each.maxLogitDifference.toPrecision(2),
    each.meanProbabilityDifference.toPrecision(2),
  ])
}

/** The comparisons of several bundles as a table in Markdown. */
export function parityTable(files: readonly ParityFile[]): string {
  return markdownTable(PARITY_COLUMNS, files.flatMap(parityRows))
}
