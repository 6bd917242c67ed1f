import type { RgbImage } from './types.ts'

/** A position of the thumbnail averages at most so many pixels a side, evenly spaced where it covers more. */
const TAPS = 2

/**
 * The picture with its long side at most so long, in pixels; a smaller one keeps its size. Each position is the mean of
 * evenly spaced pixels of its cell, so the time hardly grows with the picture. It is for measuring, not for looking at:
 * fine patterns of a large picture may alias.
 */
export function thumbnail(image: RgbImage, longSide: number): RgbImage {
  const factor = Math.min(1, longSide / Math.max(image.width, image.height))
  const width = Math.max(1, Math.round(image.width * factor))
  const height = Math.max(1, Math.round(image.height * factor))
  const columns = sampledPositions(image.width, width)
  const rows = sampledPositions(image.height, height)
  const samples = columns.taps * rows.taps
  const data = new Uint8ClampedArray(width * height * 3)
  for (let y = 0, out = 0; y < height; y++) {
    for (let x = 0; x < width; x++, out += 3) {
      let [red, green, blue] = [0, 0, 0]
      for (let row = y * rows.taps; row < (y + 1) * rows.taps; row++) {
        const start = rows.positions[row]! * image.width
        for (let column = x * columns.taps; column < (x + 1) * columns.taps; column++) {
          const at = (start + columns.positions[column]!) * 3
          red += image.data[at]!
          green += image.data[at + 1]!
          blue += image.data[at + 2]!
        }
      }
      data[out] = red / samples
      data[out + 1] = green / samples
      data[out + 2] = blue / samples
    }
  }
  return { width, height, data }
}

/** Along one axis: `taps` source positions for each cell, evenly spaced over it. */
function sampledPositions(length: number, size: number) {
  const cell = length / size
  const taps = Math.min(TAPS, Math.max(1, Math.round(cell)))
  const positions = Int32Array.from({ length: size * taps }, (_, i) =>
    Math.floor(((i + 0.5) * cell) / taps),
  )
  return { positions, taps }
}
