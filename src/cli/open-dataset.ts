import { openDataset } from '../dataset/open.ts'
import type { Dataset } from '../dataset/types.ts'
import { verifyImages } from '../dataset/verify.ts'
import { countProgress } from './count-progress.ts'

/** `openDataset` with a bar while an archive is unpacked. */
export async function openDatasetVisibly(source?: string): Promise<Dataset> {
  const progress = countProgress('unpacking', 'files')
  return openDataset(source, { onUnpack: progress.moveTo }).finally(progress.stop)
}

/** `verifyImages` with a bar while pictures are decoded. */
export async function verifyImagesVisibly(dataset: Dataset): ReturnType<typeof verifyImages> {
  const progress = countProgress('checking', 'images')
  return verifyImages(dataset, { onProgress: progress.moveTo }).finally(progress.stop)
}
