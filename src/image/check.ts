import { DermaliteError } from '../errors.ts'
import type { RgbImage } from './types.ts'

/**
 * Refuses pixels that are no picture, such as the RGBA of a canvas.
 *
 * @throws DermaliteError `bad-argument`: a side that is no whole number from 1 on, or not three values for each pixel
 */
export function checkRgbImage({ width, height, data }: RgbImage): void {
  const sides = [width, height].every((side) => Number.isInteger(side) && side > 0)
  if (sides && data.length === width * height * 3) return
  throw new DermaliteError(
    'bad-argument',
    `${data.length} values are no RGB picture of ${width} x ${height} pixels`,
    'Pass red, green and blue of every pixel, row after row, without an alpha channel.',
  )
}
