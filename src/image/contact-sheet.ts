import { DermaliteError } from '../errors.ts'
import type { RgbImage } from './types.ts'

export type ContactSheetOptions = {
  readonly columns: number
  /** Pixels between the pictures and around them. */
  readonly gap?: number
  /** Grey of the gaps, 0 to 255. */
  readonly background?: number
}

/**
 * Pictures side by side, row after row, each in a cell as large as the largest of them.
 *
 * @throws DermaliteError `bad-argument`: no pictures, or no columns
 */
export function contactSheet(
  images: readonly RgbImage[],
  { columns, gap = 4, background = 255 }: ContactSheetOptions,
): RgbImage {
  if (images.length === 0 || !Number.isInteger(columns) || columns < 1) {
    throw new DermaliteError(
      'bad-argument',
      `a contact sheet of ${images.length} pictures cannot have ${columns} columns`,
      'Pass at least one picture and one column.',
    )
  }
  const used = Math.min(columns, images.length)
  const stepX = Math.max(...images.map(({ width }) => width)) + gap
  const stepY = Math.max(...images.map(({ height }) => height)) + gap
  const width = gap + used * stepX
  const height = gap + Math.ceil(images.length / used) * stepY
  const sheet = { width, height, data: new Uint8Array(width * height * 3).fill(background) }
  images.forEach((image, index) => {
    paste(image, sheet, gap + (index % used) * stepX, gap + Math.floor(index / used) * stepY)
  })
  return sheet
}

function paste(image: RgbImage, sheet: RgbImage, left: number, top: number): void {
  const length = image.width * 3
  for (let row = 0; row < image.height; row++) {
    const line = image.data.subarray(row * length, (row + 1) * length)
    sheet.data.set(line, ((top + row) * sheet.width + left) * 3)
  }
}
