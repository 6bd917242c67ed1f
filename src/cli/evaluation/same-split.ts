import { DermaliteError, type Manifest } from '../../classifier/index.ts'
import { SPLIT_SIDES, type Split } from '../../dataset/split.ts'

export type SeededSplit = { readonly split: Split<unknown>; readonly seed: number }

/**
 * Refuses to measure a model on another split of its own data set: pictures that it learnt from would stand on the other sides.
 *
 * @throws DermaliteError `split-invalid`
 */
export function requireSameSplit(
  { name, provenance }: Pick<Manifest, 'name' | 'provenance'>,
  dataset: string,
  { split, seed }: SeededSplit,
): void {
  if (provenance.dataset !== dataset) return
  const trained = provenance.split
  const same = seed === trained.seed && SPLIT_SIDES.every((s) => split[s].length === trained[s])
  if (same) return
  const describe = (by: number, sizes: readonly number[]) =>
    `${sizes.join(' + ')} pictures by seed ${by}`
  const theirs = SPLIT_SIDES.map((side) => trained[side])
  const ours = SPLIT_SIDES.map((side) => split[side].length)
  throw new DermaliteError(
    'split-invalid',
    `the model "${name}" was trained on another split of ${dataset}: ${describe(trained.seed, theirs)}, here are ${describe(seed, ours)}`,
    'It has seen pictures of every side of this one. Restore the split it was trained by; for other pictures, name their data set differently.',
  )
}
