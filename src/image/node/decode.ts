import { readFile } from 'node:fs/promises'
import sharp, { type SharpOptions } from 'sharp'
import { DermaliteError } from '../../errors.ts'
import type { RgbImage } from '../types.ts'
import { decodeError } from './decode-error.ts'

/** Larger pictures are shrunk while decoding until their short side is this long, which bounds the memory. */
const MAX_SHORT_SIDE = 2048
const MIN_SIDE = 16
const MAX_PIXELS = 500_000_000
const MAX_ATTEMPTS = 3

sharp.cache(false)

/**
 * Decodes a picture to 8-bit sRGB: EXIF orientation honoured, transparency over white, grey, CMYK and 16 bit converted,
 * the first frame of an animation. A picture whose short side exceeds 2,048 pixels comes back shrunk to that.
 *
 * @param input a path, or the bytes of the file
 * @throws DermaliteError `file-not-found`, `file-unreadable`, `file-empty`, `image-undecodable`, `image-truncated`,
 * `image-too-large` (over 500 megapixels), `image-too-small` (a side under 16 pixels)
 */
export async function decodeImage(input: string | Uint8Array): Promise<RgbImage> {
  const name = typeof input === 'string' ? input : 'the picture'
  const bytes = typeof input === 'string' ? await readPicture(input) : input
  if (bytes.length === 0) {
    throw new DermaliteError('file-empty', `${name} is empty`, 'Copy or take the picture again.')
  }
  try {
    return await decodeBytes(name, bytes, 'warning')
  } catch (cause) {
    if (cause instanceof DermaliteError) throw cause
    throw decodeError(name, bytes, cause)
  }
}

async function readPicture(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path)
  } catch (cause) {
    const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT'
    throw new DermaliteError(
      missing ? 'file-not-found' : 'file-unreadable',
      missing ? `${path} does not exist` : `${path} cannot be read: ${(cause as Error).message}`,
      missing ? 'Check the path.' : 'Check that it is a file you may read.',
      { cause },
    )
  }
}

type FailOn = NonNullable<SharpOptions['failOn']>

async function decodeBytes(
  name: string,
  bytes: Uint8Array,
  failOn: FailOn,
  attempt = 1,
): Promise<RgbImage> {
  const source = sharp(bytes, { failOn, limitInputPixels: false })
  const { width, height } = await source.metadata()
  checkSize(name, width, height)
  const limit = Math.min(width, height, MAX_SHORT_SIDE)
  try {
    const { data, info } = await source
      .autoOrient()
      .resize({ width: limit, height: limit, fit: 'outside', withoutEnlargement: true })
      .toColourspace('srgb')
      .flatten({ background: '#ffffff' })
      .removeAlpha()
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true })
    return { width: info.width, height: info.height, data: toRgb(data, info.channels) }
  } catch (error) {
    if (failOn === 'warning' && losesNothing(error)) return decodeBytes(name, bytes, 'truncated')
    if (attempt < MAX_ATTEMPTS && hasLostItsReason(error)) {
      return decodeBytes(name, bytes, failOn, attempt + 1)
    }
    throw error
  }
}

/** libvips keeps one buffer of messages for all threads, and a picture that ends beside this one empties it. */
function hasLostItsReason(error: unknown): boolean {
  return error instanceof Error && /failOn setting\s*$/.test(error.message)
}

/** Some cameras put stray bytes between the parts of a JPEG; the pixels are whole. */
function losesNothing(error: unknown): boolean {
  return error instanceof Error && /extraneous bytes/.test(error.message)
}

function checkSize(name: string, width: number, height: number): void {
  if (width * height > MAX_PIXELS) {
    throw new DermaliteError(
      'image-too-large',
      `${name} has ${width} x ${height} pixels`,
      'Shrink it to at most 500 megapixels.',
    )
  }
  if (Math.min(width, height) < MIN_SIDE) {
    throw new DermaliteError(
      'image-too-small',
      `${name} has ${width} x ${height} pixels`,
      `Use a picture of at least ${MIN_SIDE} pixels a side.`,
    )
  }
}

/** Grey pictures come out of the decoder with one channel. */
function toRgb(data: Uint8Array, channels: number): Uint8Array {
  if (channels === 3) return data
  const pixels = data.length / channels
  const rgb = new Uint8Array(pixels * 3)
  for (let pixel = 0; pixel < pixels; pixel++) {
    rgb.fill(data[pixel * channels]!, pixel * 3, pixel * 3 + 3)
  }
  return rgb
}
