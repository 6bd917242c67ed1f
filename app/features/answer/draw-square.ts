import type { Region } from '../../../src/image/crop.ts'
import type { OpenedPicture } from '../../engine/protocol.ts'

/** A picture as the screen has it, and the width that regions of it are measured in. */
export type ShownPicture = Pick<OpenedPicture, 'preview' | 'width'>

/** Of a square on the screen, in pixels. */
export const SQUARE_SIDE = 768

/** Draws a square of a picture over the whole canvas. */
export function drawSquare(
  canvas: HTMLCanvasElement,
  { preview, width }: ShownPicture,
  { left, top, width: side }: Region,
): void {
  const shrunk = preview.width / width
  canvas.width = SQUARE_SIDE
  canvas.height = SQUARE_SIDE
  const context = canvas.getContext('2d')!
  context.imageSmoothingQuality = 'high'
  context.drawImage(
    preview,
    left * shrunk,
    top * shrunk,
    side * shrunk,
    side * shrunk,
    0,
    0,
    SQUARE_SIDE,
    SQUARE_SIDE,
  )
}

/** The square as a JPEG made from its pixels, which carries no metadata. */
export function squareJpeg(picture: ShownPicture, region: Region): Promise<Blob> {
  const canvas = document.createElement('canvas')
  drawSquare(canvas, picture, region)
  return canvasJpeg(canvas)
}

const JPEG_QUALITY = 0.9

export function canvasJpeg(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('the canvas gives no picture'))),
      'image/jpeg',
      JPEG_QUALITY,
    ),
  )
}
