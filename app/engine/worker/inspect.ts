import { readPixels } from '../../../src/classifier/browser/index.ts'
import type { Quality } from '../../../src/classifier/index.ts'
import { findLesion } from '../../../src/image/lesion/find-lesion.ts'
import { assessQuality } from '../../../src/image/quality/assess-quality.ts'

export async function inspectFrame(frame: ImageBitmap): Promise<Quality> {
  const pixels = readPixels(frame)
  frame.close()
  return assessQuality(pixels, findLesion(pixels))
}
