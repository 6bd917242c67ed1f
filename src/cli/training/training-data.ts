import { join } from 'node:path'
import { fingerprintPath, readFingerprint } from '../../dataset/fingerprint.ts'
import { formatReport, requireNoProblems } from '../../dataset/report.ts'
import { writeSyntheticDataset } from '../../dataset/synthetic/dataset.ts'
import type { Dataset } from '../../dataset/types.ts'
import { countProgress } from '../count-progress.ts'
import { openDatasetVisibly, verifyImagesVisibly } from '../open-dataset.ts'

/** As a data set's name: drawn lesions, made where they are not there yet. */
export const SYNTHETIC_SOURCE = 'synthetic'

const SYNTHETIC_FOLDER = join('data', 'synthetic')
const SYNTHETIC_IMAGES_PER_CLASS = 100

export type TrainingDataOptions = {
  readonly source?: string | undefined
  /** Any problem of the data set is fatal. */
  readonly strict?: boolean
  /** Warns where the pictures are others than those that were prepared; default true. */
  readonly compare?: boolean
}

/**
 * Opens a data set for training or measuring: every picture decoded once, what cannot be used left out, and all of it
 * reported on stderr.
 *
 * @throws DermaliteError what `openDataset` throws; `dataset-invalid` under `strict`
 */
export async function openTrainingData({
  source,
  strict,
  compare = true,
}: TrainingDataOptions): Promise<Dataset & { readonly sha256: string }> {
  const opened = await (source === SYNTHETIC_SOURCE
    ? drawSyntheticLesions()
    : openDatasetVisibly(source))
  const dataset = await verifyImagesVisibly(opened)
  process.stderr.write(`${formatReport(dataset)}\n`)
  if (strict) requireNoProblems(dataset)
  if (compare) await warnOfOtherPictures(dataset)
  return dataset
}

async function warnOfOtherPictures(dataset: Dataset & { readonly sha256: string }): Promise<void> {
  const path = fingerprintPath(dataset)
  const prepared = await readFingerprint(path)
  if (prepared === undefined || prepared.sha256 === dataset.sha256) return
  process.stderr.write(
    `warning: these are other pictures or labels than those of ${path}, so numbers will differ. If that is meant, run ` +
      '`dermalite data prepare --force`.\n',
  )
}

function drawSyntheticLesions(): Promise<Dataset> {
  const progress = countProgress('drawing synthetic lesions', 'images')
  return writeSyntheticDataset(SYNTHETIC_FOLDER, {
    imagesPerClass: SYNTHETIC_IMAGES_PER_CLASS,
    onProgress: progress.moveTo,
  }).finally(progress.stop)
}
