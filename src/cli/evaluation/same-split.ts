import { DermaliteError, type Manifest } from '../../classifier/index.ts'
import { SPLIT_SIDES } from '../../dataset/split.ts'
import type { LoadedSplit } from '../../dataset/split-file.ts'

/**
 * Refuses to measure a model on another split of its own data set: pictures that it learnt from would stand on the other sides.
 *
 * @throws DermaliteError `split-invalid`
 */
export function requireSameSplit(
  { name, provenance }: Pick<Manifest, 'name' | 'provenance'>,
  dataset: string,
  { sizes, seed }: Pick<LoadedSplit, 'sizes' | 'seed'>,
): void {
  if (provenance.dataset !== dataset) return
  const trained = provenance.split
  const same = seed === trained.seed && SPLIT_SIDES.every((side) => sizes[side] === trained[side])
  if (same) return
  const describe = (by: number, of: LoadedSplit['sizes']) =>
    `${SPLIT_SIDES.map((side) => of[side]).join(' + ')} pictures by seed ${by}`
  throw new DermaliteError(
    'split-invalid',
    `the model "${name}" was trained on another split of ${dataset}: ${describe(trained.seed, trained)}, here are ${describe(seed, sizes)}`,
    'It has seen pictures of every side of this one. Restore the split it was trained by; for other pictures, name their data set differently.',
  )
}
