import { DermaliteError } from '../errors.ts'
import type { RgbImage } from './types.ts'

/**
 * Refuses what is no picture, such as the RGBA of a canvas or colours from 0 to 1.
 *
 * @throws DermaliteError `bad-argument`: no bytes, a side that is no whole number from 1 on, or not three bytes for each pixel
 */
export function checkRgbImage(image: unknown): asserts image is RgbImage {
  const { width, height, data } = Object(image) as Partial<RgbImage>
  const bytes = data instanceof Uint8Array || data instanceof Uint8ClampedArray
  const sides = [width, height].every((side) => Number.isInteger(side) && side! > 0)
  if (bytes && sides && data.length === width! * height! * 3) return
  throw new DermaliteError(
    'bad-argument',
    bytes
      ? `${data.length} bytes are no RGB picture of ${width} x ${height} pixels`
      : 'this is no picture: it holds no bytes of pixels',
    'Pass { width, height, data }: a byte of red, green and blue for every pixel, row after row, without an alpha channel.',
  )
}
