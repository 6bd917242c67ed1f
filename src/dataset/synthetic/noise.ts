import type { Random } from '../../random.ts'
import { noiseTile, TEXELS_PER_CELL, TILE_SIDE } from './noise-tile.ts'
import type { Tissue } from './tissue.ts'

export type NoiseScale = {
  /** Size of the largest features, millimetres. */
  readonly size: number
  /** Each further octave has features half as large and half as strong; 1 to 4. */
  readonly octaves: number
}

/**
 * Smooth noise around 0, mostly within -1 and 1, over the skin: a tile of noise, turned and moved at random.
 *
 * @param where only pixels where it is above 0 are computed; the others stay 0
 * @returns one value a pixel
 */
export function noiseField(
  { x, y }: Tissue,
  { size, octaves }: NoiseScale,
  random: Random,
  where?: Float32Array,
): Float32Array {
  const tile = noiseTile(octaves)
  const angle = random.uniform(0, 2 * Math.PI)
  const cosine = (Math.cos(angle) * TEXELS_PER_CELL) / size
  const sine = (Math.sin(angle) * TEXELS_PER_CELL) / size
  const shiftX = random.uniform(0, TILE_SIDE)
  const shiftY = random.uniform(0, TILE_SIDE)
  const field = new Float32Array(x.length)
  for (let i = 0; i < field.length; i++) {
    if (where !== undefined && where[i] === 0) continue
    const u = cosine * x[i]! - sine * y[i]! + shiftX
    const v = sine * x[i]! + cosine * y[i]! + shiftY
    const left = Math.floor(u)
    const top = Math.floor(v)
    const column = left & (TILE_SIDE - 1)
    const next = (left + 1) & (TILE_SIDE - 1)
    const row = (top & (TILE_SIDE - 1)) * TILE_SIDE
    const below = ((top + 1) & (TILE_SIDE - 1)) * TILE_SIDE
    const across = u - left
    const upper = tile[row + column]! + across * (tile[row + next]! - tile[row + column]!)
    const lower = tile[below + column]! + across * (tile[below + next]! - tile[below + column]!)
    field[i] = upper + (v - top) * (lower - upper)
  }
  return field
}
