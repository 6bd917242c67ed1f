import type { LesionClass } from '../../../src/classes.ts'
import { drawLesion, type PictureSize } from '../../../src/dataset/synthetic/lesion.ts'
import { encodeJpeg, encodePng } from '../../../src/image/node/encode.ts'
import type { RgbImage } from '../../../src/image/types.ts'
import type { Picture } from './open-app.ts'

export function lesionPixels(
  lesionClass: LesionClass,
  size: PictureSize = { width: 400, height: 300 },
): RgbImage {
  return drawLesion({ class: lesionClass, seed: 1, lesion: 0, view: 0 }, size)
}

/** A drawn lesion as a PNG file. */
export async function lesionPicture(
  lesionClass: LesionClass,
  size?: PictureSize,
): Promise<Picture> {
  const buffer = Buffer.from(await encodePng(lesionPixels(lesionClass, size)))
  return { name: `${lesionClass}.png`, mimeType: 'image/png', buffer }
}

/** What a camera would see of a drawn lesion: a motion JPEG, as Chromium's fake camera plays it. */
export async function lesionVideo(lesionClass: LesionClass): Promise<Uint8Array> {
  const frame = await encodeJpeg(lesionPixels(lesionClass, { width: 640, height: 480 }))
  return Buffer.concat(Array.from({ length: 10 }, () => frame))
}
