import type { EpochRow } from './state.ts'

type Validated = Pick<EpochRow, 'valBalancedAccuracy' | 'valMacroAuc'>

/** What makes one epoch better than another: both what the answer gets right and how well the classes are ranked. */
export function selectionScore({ valBalancedAccuracy, valMacroAuc }: Validated): number {
  return (valBalancedAccuracy + (valMacroAuc ?? valBalancedAccuracy)) / 2
}

/** The epoch whose weights are kept: the first of the best at the last input size. */
export function selectedEpoch<Row extends Validated & Pick<EpochRow, 'size'>>(
  history: readonly Row[],
): Row {
  const size = history.at(-1)!.size
  const eligible = history.filter((row) => row.size === size)
  return eligible.reduce((a, b) => (selectionScore(b) > selectionScore(a) ? b : a))
}
