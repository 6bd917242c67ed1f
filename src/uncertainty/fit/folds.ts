import { createRandom } from '../../random.ts'

/**
 * Deals whole groups to folds, each class spread as evenly as its groups allow: images of one lesion never stand on two sides.
 *
 * @param groups N keys
 * @param labels N class indices; a group is dealt by the class of its first image
 * @returns the fold of each image, 0 to `count` - 1
 */
export function groupedFolds(
  groups: readonly (string | number)[],
  labels: ArrayLike<number>,
  count: number,
  seed = 1,
): Int32Array {
  const first = new Map<string | number, number>()
  for (const [row, group] of groups.entries()) if (!first.has(group)) first.set(group, row)
  const order = createRandom(seed).shuffle([...first])
  order.sort(([, a], [, b]) => labels[a]! - labels[b]!)
  const fold = new Map(order.map(([group], position) => [group, position % count]))
  return Int32Array.from(groups, (group) => fold.get(group)!)
}

/** Rows inside and outside a fold. */
export function splitFold(
  folds: Int32Array,
  fold: number,
): { inside: number[]; outside: number[] } {
  const inside: number[] = []
  const outside: number[] = []
  for (const [row, each] of folds.entries()) (each === fold ? inside : outside).push(row)
  return { inside, outside }
}

/** Chosen rows of [N, columns]. */
export function takeRows(
  values: ArrayLike<number>,
  columns: number,
  rows: ArrayLike<number>,
): Float64Array {
  const taken = new Float64Array(rows.length * columns)
  for (let i = 0; i < rows.length; i++) {
    const start = rows[i]! * columns
    for (let c = 0; c < columns; c++) taken[i * columns + c] = values[start + c]!
  }
  return taken
}
