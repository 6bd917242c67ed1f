import { resizeImage } from './resize.ts'
import type { RgbImage } from './types.ts'

/** The picture with its short side at most so long, in pixels; a smaller one comes back as it is. */
export function shrinkToShortSide(image: RgbImage, shortSide: number): RgbImage {
  const factor = shortSide / Math.min(image.width, image.height)
  if (factor >= 1) return image
  return resizeImage(image, Math.round(image.width * factor), Math.round(image.height * factor))
}
