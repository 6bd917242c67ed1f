import { decodePicture, readPixels } from '../../../src/classifier/browser/index.ts'
import type { Region } from '../../../src/image/crop.ts'
import { findLesion } from '../../../src/image/lesion/find-lesion.ts'
import type { OpenedPicture } from '../protocol.ts'
import { proposeSquare } from './propose-square.ts'
import type { CallContext } from './serve.ts'

const PREVIEW_SIDE = 1280
/** Enough to find a lesion on. */
const SEARCH_SIDE = 384

let current: ImageBitmap | undefined

/** Becomes the picture to classify only when it is ready and still wanted: a later one may have overtaken it. */
export async function openPicture(
  file: Blob,
  { signal }: Pick<CallContext, 'signal'>,
): Promise<OpenedPicture> {
  const picture = await decodePicture(file)
  try {
    const lesion = await findIn(picture)
    const preview = await shrunk(picture, PREVIEW_SIDE)
    signal.throwIfAborted()
    current?.close()
    current = picture
    return {
      width: picture.width,
      height: picture.height,
      preview,
      proposal: proposeSquare(picture, lesion),
      lesionFound: lesion !== null,
    }
  } catch (error) {
    picture.close()
    throw error
  }
}

/** The picture that was opened last. */
export function openedPicture(): ImageBitmap {
  if (current === undefined) throw new Error('no picture was opened')
  return current
}

/** The pixels of the picture that just hold its lesion. */
async function findIn(picture: ImageBitmap): Promise<Region | null> {
  const small = await shrunk(picture, SEARCH_SIDE)
  const box = findLesion(readPixels(small))?.box
  const factor = picture.width / small.width
  small.close()
  if (!box) return null
  return {
    left: box.left * factor,
    top: box.top * factor,
    width: box.width * factor,
    height: box.height * factor,
  }
}

async function shrunk(picture: ImageBitmap, longSide: number): Promise<ImageBitmap> {
  const factor = Math.min(longSide / Math.max(picture.width, picture.height), 1)
  return createImageBitmap(picture, {
    resizeWidth: Math.max(Math.round(picture.width * factor), 1),
    resizeHeight: Math.max(Math.round(picture.height * factor), 1),
    resizeQuality: 'high',
  })
}
