import { createHash } from 'node:crypto'
import { DermaliteError } from '../errors.ts'
import type { TrainData, TrainSample } from './phase.ts'

/** SHA-256 of the classes and of the pictures of both sides, by id and label in their order: steps depend on it. */
export function dataIdentity({
  classes,
  train,
  val,
}: Pick<TrainData, 'classes' | 'train' | 'val'>): string {
  const named = (samples: readonly TrainSample[]) => samples.map(({ id, label }) => [id, label])
  const text = JSON.stringify([classes, named(train), named(val)])
  return createHash('sha256').update(text).digest('hex')
}

/**
 * Refuses to go on with other data than a checkpoint was written with.
 *
 * @param saved left out in checkpoints older than this check, which go on
 * @param current of `dataIdentity`
 * @throws DermaliteError `checkpoint-mismatch`
 */
export function requireSameData(saved: unknown, current: string): void {
  if (saved === undefined || saved === current) return
  throw new DermaliteError(
    'checkpoint-mismatch',
    'the checkpoint was written with other pictures, labels or classes, or with another split of them',
    'Resume with the data set and the split of the checkpoint, or start a new run in another folder.',
  )
}
