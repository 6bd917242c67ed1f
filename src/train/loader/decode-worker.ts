import { decodeImage } from '../../image/node/decode.ts'
import { shrinkToShortSide } from '../../image/shrink.ts'
import type { RgbImage } from '../../image/types.ts'
import type { DecodeRequest } from './cache.ts'
import { serve } from './serve.ts'

serve<DecodeRequest, RgbImage>(async ({ path, shortSide }) => {
  const image = shrinkToShortSide(await decodeImage(path), shortSide)
  const data = Uint8Array.from(image.data)
  return { body: { ...image, data }, transfer: [data.buffer] }
})
