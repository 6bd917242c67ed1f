import sharp, { type Sharp } from 'sharp'
import { writeFileAtomic } from '../../write-file.ts'
import type { RgbImage } from '../types.ts'

/** @param compressionLevel of zlib, 0 to 9: 1 takes half the time of 6 and a third more space */
export function encodePng(image: RgbImage, compressionLevel = 6): Promise<Uint8Array> {
  return toSharp(image).png({ compressionLevel }).toBuffer()
}

/** @param quality 1 to 100 */
export function encodeJpeg(image: RgbImage, quality = 90): Promise<Uint8Array> {
  return toSharp(image).jpeg({ quality }).toBuffer()
}

/** Writes a PNG file; missing folders are made. */
export async function writePng(path: string, image: RgbImage): Promise<void> {
  await writeFileAtomic(path, await encodePng(image))
}

/**
 * Writes a JPEG file; missing folders are made.
 *
 * @param quality 1 to 100
 */
export async function writeJpeg(path: string, image: RgbImage, quality = 90): Promise<void> {
  await writeFileAtomic(path, await encodeJpeg(image, quality))
}

function toSharp({ data, width, height }: RgbImage): Sharp {
  return sharp(data, { raw: { width, height, channels: 3 } })
}
