import type { RgbImage, ScalarMap } from './types.ts'

/**
 * The picture with its long side at most so long, in pixels; a smaller one keeps its size. Each position is the mean of
 * four pixels spread over its cell, so the time does not grow with the picture. It is for measuring, not for looking at:
 * patterns finer than half a cell alias.
 */
export function thumbnail({ width, height, data }: RgbImage, longSide: number): RgbImage {
  const { columns, rows } = sampleGrid(width, height, longSide)
  const pixels = new Uint8Array((columns.length / 2) * (rows.length / 2) * 3)
  let out = 0
  for (let row = 0; row < rows.length; row += 2) {
    const upper = rows[row]! * width
    const lower = rows[row + 1]! * width
    for (let column = 0; column < columns.length; column += 2) {
      const a = (upper + columns[column]!) * 3
      const b = (upper + columns[column + 1]!) * 3
      const c = (lower + columns[column]!) * 3
      const d = (lower + columns[column + 1]!) * 3
      pixels[out++] = (data[a]! + data[b]! + data[c]! + data[d]! + 2) >> 2
      pixels[out++] = (data[a + 1]! + data[b + 1]! + data[c + 1]! + data[d + 1]! + 2) >> 2
      pixels[out++] = (data[a + 2]! + data[b + 2]! + data[c + 2]! + data[d + 2]! + 2) >> 2
    }
  }
  return { width: columns.length / 2, height: rows.length / 2, data: pixels }
}

/** The green channel of `thumbnail`, 0 to 255: a third of the work where brightness is enough. */
export function greenThumbnail({ width, height, data }: RgbImage, longSide: number): ScalarMap {
  const { columns, rows } = sampleGrid(width, height, longSide)
  const green = new Float32Array((columns.length / 2) * (rows.length / 2))
  let out = 0
  for (let row = 0; row < rows.length; row += 2) {
    const upper = rows[row]! * width
    const lower = rows[row + 1]! * width
    for (let column = 0; column < columns.length; column += 2) {
      const [left, right] = [columns[column]!, columns[column + 1]!]
      const above = data[(upper + left) * 3 + 1]! + data[(upper + right) * 3 + 1]!
      const below = data[(lower + left) * 3 + 1]! + data[(lower + right) * 3 + 1]!
      green[out++] = (above + below) / 4
    }
  }
  return { width: columns.length / 2, height: rows.length / 2, data: green }
}

function sampleGrid(width: number, height: number, longSide: number) {
  const factor = Math.min(1, longSide / Math.max(width, height))
  return {
    columns: samplePositions(width, Math.max(1, Math.round(width * factor))),
    rows: samplePositions(height, Math.max(1, Math.round(height * factor))),
  }
}

/** Along one axis: for each cell the source positions at a quarter and at three quarters of it. */
function samplePositions(length: number, size: number): Int32Array {
  const positions = new Int32Array(2 * size)
  for (let i = 0; i < positions.length; i++) {
    positions[i] = Math.floor(((i + 0.5) * length) / positions.length)
  }
  return positions
}
