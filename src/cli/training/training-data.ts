import { join } from 'node:path'
import { openDataset } from '../../dataset/open.ts'
import { formatReport, requireNoProblems } from '../../dataset/report.ts'
import { writeSyntheticDataset } from '../../dataset/synthetic/dataset.ts'
import type { Dataset } from '../../dataset/types.ts'
import { verifyImages } from '../../dataset/verify.ts'
import { createProgress } from '../progress.ts'

/** As a data set's name: drawn lesions, made where they are not there yet. */
export const SYNTHETIC_SOURCE = 'synthetic'

const SYNTHETIC_FOLDER = join('data', 'synthetic')
const SYNTHETIC_IMAGES_PER_CLASS = 60

export type TrainingDataOptions = {
  readonly source?: string | undefined
  /** Any problem of the data set is fatal. */
  readonly strict?: boolean
}

/**
 * Opens a data set for training or measuring: every picture decoded once, what cannot be used left out, and all of it
 * reported on stderr.
 *
 * @throws DermaliteError what `openDataset` throws; `dataset-invalid` under `strict`
 */
export async function openTrainingData({ source, strict }: TrainingDataOptions): Promise<Dataset> {
  const opened =
    source === SYNTHETIC_SOURCE
      ? await withBar('drawing synthetic lesions', (onProgress) =>
          writeSyntheticDataset(SYNTHETIC_FOLDER, {
            imagesPerClass: SYNTHETIC_IMAGES_PER_CLASS,
            onProgress,
          }),
        )
      : await withBar('unpacking', (onUnpack) => openDataset(source, { onUnpack }))
  const dataset = await withBar('checking', (onProgress) => verifyImages(opened, { onProgress }))
  process.stderr.write(`${formatReport(dataset)}\n`)
  if (strict) requireNoProblems(dataset)
  return dataset
}

/** A bar that appears when there is something to report. */
async function withBar<T>(
  label: string,
  work: (onProgress: (done: number, total: number) => void) => Promise<T>,
): Promise<T> {
  let progress: ReturnType<typeof createProgress> | undefined
  let last = 0
  try {
    return await work((done, total) => {
      progress ??= createProgress({ label, total, unit: 'images' })
      progress.advance(done - last)
      last = done
    })
  } finally {
    progress?.stop()
  }
}
