import { DermaliteError, type Manifest } from '../../classifier/index.ts'
import type { Split } from '../../dataset/split.ts'
import { loadOrCreateSplit, splitPath } from '../../dataset/split-file.ts'
import type { Dataset, Sample } from '../../dataset/types.ts'
import { openTrainingData } from '../training/training-data.ts'
import { requireSameSplit } from './same-split.ts'

export type SplitDataset = {
  readonly dataset: Dataset
  readonly split: Split<Sample>
  /** Of the split. */
  readonly seed: number
}

/**
 * Opens a data set that a model can be measured on, with its sides.
 *
 * @throws DermaliteError `bad-argument`: it has other classes than the model; `split-invalid`: the model was trained on another
 *   split of it; and what `openTrainingData` and `loadOrCreateSplit` throw
 */
export async function openSplit(manifest: Manifest, source?: string): Promise<SplitDataset> {
  const dataset = await openTrainingData({ source })
  requireSameClasses(manifest, dataset)
  const trained = manifest.provenance.split
  const seeded = await loadOrCreateSplit(splitPath(dataset), dataset, trained.seed)
  requireSameSplit(manifest, dataset.name, seeded)
  return { dataset, ...seeded }
}

function requireSameClasses({ name, classes }: Manifest, dataset: Dataset): void {
  if (classes.join() === dataset.classes.join()) return
  throw new DermaliteError(
    'bad-argument',
    `the model "${name}" knows ${classes.join(', ')}, the data set "${dataset.name}" has ${dataset.classes.join(', ')}`,
    'Name a data set of the classes that the model was trained on.',
  )
}
