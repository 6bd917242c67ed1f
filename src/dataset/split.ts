import { createRandom } from '../random.ts'
import type { Sample } from './types.ts'

export const SPLIT_SIDES = ['train', 'val', 'test'] as const
export type SplitSide = (typeof SPLIT_SIDES)[number]
export type Split<T> = Readonly<Record<SplitSide, readonly T[]>>

export type SplitOptions = {
  readonly seed: number
  /** Shares of the groups for train, val and test; they sum to 1. */
  readonly fractions?: readonly [number, number, number]
}

const SPLIT_STREAM = 0x73706c69

/**
 * Splits by group, stratified by class: the groups of each class are shuffled and cut in the given shares, so that all
 * pictures of a lesion stand on one side. The order of the samples does not matter.
 */
export function splitByGroup(
  samples: readonly Sample[],
  { seed, fractions = [0.7, 0.15, 0.15] }: SplitOptions,
): Split<Sample> {
  const sorted = [...samples].sort((a, b) => compare(a.id, b.id))
  const groups = collect(sorted, ({ group }) => group)
  const names = [...groups.keys()].sort(compare)
  const byLabel = collect(names, (name) => majorityLabel(groups.get(name)!))
  const sides: Record<SplitSide, Sample[]> = { train: [], val: [], test: [] }
  for (const [label, names] of [...byLabel].sort(([a], [b]) => a - b)) {
    createRandom(SPLIT_STREAM, seed, label).shuffle(names)
    const trainEnd = Math.round(names.length * fractions[0])
    const valEnd = Math.round(names.length * (fractions[0] + fractions[1]))
    names.forEach((name, index) => {
      const side = index < trainEnd ? 'train' : index < valEnd ? 'val' : 'test'
      sides[side].push(...groups.get(name)!)
    })
  }
  for (const side of SPLIT_SIDES) sides[side].sort((a, b) => compare(a.id, b.id))
  return sides
}

/** The items under each key, in their order. */
function collect<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const collected = new Map<K, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    const members = collected.get(key)
    if (members === undefined) collected.set(key, [item])
    else members.push(item)
  }
  return collected
}

function majorityLabel(members: readonly Sample[]): number {
  const counts = new Map<number, number>()
  for (const { label } of members) counts.set(label, (counts.get(label) ?? 0) + 1)
  return [...counts].sort(([a, m], [b, n]) => n - m || a - b)[0]![0]
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
