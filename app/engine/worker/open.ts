import { decodePicture } from '../../../src/classifier/browser/index.ts'
import { centreSquare } from '../../../src/image/crop.ts'
import type { OpenedPicture } from '../protocol.ts'

const PREVIEW_SIDE = 1600

let current: ImageBitmap | undefined

export async function openPicture(file: Blob): Promise<OpenedPicture> {
  const picture = await decodePicture(file)
  current?.close()
  current = picture
  return {
    width: picture.width,
    height: picture.height,
    preview: await previewOf(picture),
    proposal: centreSquare(picture),
    lesionFound: false,
  }
}

/** The picture that was opened last. */
export function openedPicture(): ImageBitmap {
  if (current === undefined) throw new Error('no picture was opened')
  return current
}

async function previewOf(picture: ImageBitmap): Promise<ImageBitmap> {
  const factor = Math.min(PREVIEW_SIDE / Math.max(picture.width, picture.height), 1)
  return createImageBitmap(picture, {
    resizeWidth: Math.max(Math.round(picture.width * factor), 1),
    resizeHeight: Math.max(Math.round(picture.height * factor), 1),
    resizeQuality: 'high',
  })
}
