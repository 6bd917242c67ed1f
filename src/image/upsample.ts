import { resampleWeights } from './resample.ts'
import type { ScalarMap } from './types.ts'

/** Bilinear, pixel centres aligned, edges extended: [height, width] of the new size. */
export function upsample(map: ScalarMap, width: number, height: number): Float32Array {
  const columns = resampleWeights(map.width, width)
  const rows = resampleWeights(map.height, height)
  const wide = new Float32Array(map.height * width)
  for (let row = 0; row < map.height; row++) {
    for (let column = 0; column < width; column++) {
      const start = row * map.width + columns.starts[column]!
      let sum = 0
      for (let tap = 0; tap < columns.taps; tap++) {
        sum += columns.weights[column * columns.taps + tap]! * map.data[start + tap]!
      }
      wide[row * width + column] = sum
    }
  }
  const result = new Float32Array(width * height)
  for (let row = 0; row < height; row++) {
    for (let tap = 0; tap < rows.taps; tap++) {
      const weight = rows.weights[row * rows.taps + tap]!
      const start = (rows.starts[row]! + tap) * width
      for (let column = 0; column < width; column++) {
        result[row * width + column]! += weight * wide[start + column]!
      }
    }
  }
  return result
}
