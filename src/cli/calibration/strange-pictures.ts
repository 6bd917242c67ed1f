import { decodeImage } from '../../image/node/decode.ts'
import { shrinkToShortSide } from '../../image/shrink.ts'
import type { RgbImage } from '../../image/types.ts'
import { createRandom } from '../../random.ts'
import { blurImage } from '../quality/spoil.ts'

const SIDE = 256
const NOISE_STREAM = 0x6e6f6973
const COLOUR_STREAM = 0x636f6c6f
/** Of the standard deviation of a heavy blur, in shorter sides of the picture. */
const BLUR = 1 / 15

/** Every channel of every pixel drawn alone. */
export function noisePicture(index: number): RgbImage {
  const random = createRandom(NOISE_STREAM, index)
  const data = Uint8ClampedArray.from({ length: SIDE * SIDE * 3 }, () => random.int(256))
  return { width: SIDE, height: SIDE, data }
}

/** One colour and nothing else. */
export function plainPicture(index: number): RgbImage {
  const random = createRandom(COLOUR_STREAM, index)
  const colour = [random.int(256), random.int(256), random.int(256)]
  const data = Uint8ClampedArray.from({ length: SIDE * SIDE * 3 }, (_, i) => colour[i % 3]!)
  return { width: SIDE, height: SIDE, data }
}

/** A photograph of which only patches of colour are left. */
export async function blurredPicture(path: string): Promise<RgbImage> {
  const image = shrinkToShortSide(await decodeImage(path), SIDE)
  return blurImage(image, Math.min(image.width, image.height) * BLUR)
}
