import { DermaliteError } from '../../errors.ts'
import type { Region } from '../../image/crop.ts'
import type { RgbImage } from '../../image/types.ts'

/** Larger pictures are shrunk until their short side is this long, as in Node. */
const MAX_SHORT_SIDE = 2048
const MIN_SIDE = 16

/**
 * Decodes a picture file as the browser can: EXIF orientation honoured, colours converted to sRGB, the first frame of an
 * animation. A picture whose short side exceeds 2,048 pixels comes back shrunk to that. Metadata stays behind.
 *
 * @returns a bitmap for the caller to close
 * @throws DermaliteError `file-empty`, `image-undecodable`, `image-too-small` (a side under 16 pixels)
 */
export async function decodePicture(file: Blob): Promise<ImageBitmap> {
  if (file.size === 0) {
    throw new DermaliteError('file-empty', 'the picture is empty', 'Take or choose it again.')
  }
  let bitmap: ImageBitmap
  try {
    bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' })
  } catch (cause) {
    throw new DermaliteError(
      'image-undecodable',
      `the file is no picture that this browser can read: ${(cause as Error).message}`,
      'Use a JPEG, PNG or WebP file.',
      { cause },
    )
  }
  const { width, height } = bitmap
  const shortSide = Math.min(width, height)
  if (shortSide < MIN_SIDE) {
    bitmap.close()
    throw new DermaliteError(
      'image-too-small',
      `the picture has ${width} x ${height} pixels`,
      `Use a picture of at least ${MIN_SIDE} pixels a side.`,
    )
  }
  return shortSide > MAX_SHORT_SIDE ? shrink(bitmap, MAX_SHORT_SIDE / shortSide) : bitmap
}

async function shrink(bitmap: ImageBitmap, factor: number): Promise<ImageBitmap> {
  const shrunk = await createImageBitmap(bitmap, {
    resizeWidth: Math.round(bitmap.width * factor),
    resizeHeight: Math.round(bitmap.height * factor),
    resizeQuality: 'high',
  })
  bitmap.close()
  return shrunk
}

/**
 * The pixels of a region, transparency over white. What the region covers beyond the picture is white too.
 *
 * @param region whole pixels
 */
export function readPixels(
  bitmap: ImageBitmap,
  { left, top, width, height }: Region = {
    left: 0,
    top: 0,
    width: bitmap.width,
    height: bitmap.height,
  },
): RgbImage {
  const context = new OffscreenCanvas(width, height).getContext('2d', {
    willReadFrequently: true,
  })!
  context.fillStyle = '#fff'
  context.fillRect(0, 0, width, height)
  context.drawImage(bitmap, -left, -top)
  return withoutAlpha(context.getImageData(0, 0, width, height))
}

function withoutAlpha({ width, height, data }: ImageData): RgbImage {
  const pixels = width * height
  const rgb = new Uint8Array(pixels * 3)
  for (let pixel = 0; pixel < pixels; pixel++) {
    rgb[pixel * 3] = data[pixel * 4]!
    rgb[pixel * 3 + 1] = data[pixel * 4 + 1]!
    rgb[pixel * 3 + 2] = data[pixel * 4 + 2]!
  }
  return { width, height, data: rgb }
}
