import { decodeImage } from '../../image/node/decode.ts'
import { resizeImage } from '../../image/resize.ts'
import type { RgbImage } from '../../image/types.ts'
import type { DecodeRequest } from './cache.ts'
import { serve } from './serve.ts'

serve<DecodeRequest, RgbImage>(async ({ path, shortSide }) => {
  const image = shrink(await decodeImage(path), shortSide)
  const data = Uint8Array.from(image.data)
  return { body: { ...image, data }, transfer: [data.buffer] }
})

function shrink(image: RgbImage, shortSide: number): RgbImage {
  const factor = shortSide / Math.min(image.width, image.height)
  if (factor >= 1) return image
  return resizeImage(image, Math.round(image.width * factor), Math.round(image.height * factor))
}
