import { createRandom } from '../../random.ts'

/** A tile repeats after this many texels, a power of two. */
export const TILE_SIDE = 512
/** Texels along the largest features. */
export const TEXELS_PER_CELL = 16

const GRADIENT_STREAM = 0x67726164
/** Brings the noise to a standard deviation of about 1/2. */
const GAIN = 2

const tiles = new Map<number, Float32Array>()

/**
 * Gradient noise (Perlin, Improving noise, 2002), summed over octaves, that repeats without a seam: [side, side]. Made at
 * the first call; sampling it is much faster than computing it for each picture.
 */
export function noiseTile(octaves: number): Float32Array {
  const known = tiles.get(octaves)
  if (known !== undefined) return known
  const tile = new Float32Array(TILE_SIDE * TILE_SIDE)
  for (let octave = 0; octave < octaves; octave++) {
    addOctave(tile, (TILE_SIDE / TEXELS_PER_CELL) * 2 ** octave, GAIN / 2 ** octave, octave)
  }
  tiles.set(octaves, tile)
  return tile
}

/** @param cells along a side of the tile */
function addOctave(tile: Float32Array, cells: number, strength: number, octave: number): void {
  const gradients = createGradients(cells, octave)
  const corner = (column: number, row: number, dx: number, dy: number) => {
    const at = ((row % cells) * cells + (column % cells)) * 2
    return gradients[at]! * dx + gradients[at + 1]! * dy
  }
  const step = cells / TILE_SIDE
  for (let y = 0; y < TILE_SIDE; y++) {
    const row = Math.floor(y * step)
    const dy = y * step - row
    for (let x = 0; x < TILE_SIDE; x++) {
      const column = Math.floor(x * step)
      const dx = x * step - column
      const across = fade(dx)
      const upper = corner(column, row, dx, dy)
      const upperEnd = corner(column + 1, row, dx - 1, dy)
      const lower = corner(column, row + 1, dx, dy - 1)
      const lowerEnd = corner(column + 1, row + 1, dx - 1, dy - 1)
      const top = upper + across * (upperEnd - upper)
      const bottom = lower + across * (lowerEnd - lower)
      tile[y * TILE_SIDE + x]! += strength * (top + fade(dy) * (bottom - top))
    }
  }
}

function fade(t: number): number {
  return t * t * t * (t * (t * 6 - 15) + 10)
}

/** Unit vectors, interleaved. */
function createGradients(cells: number, octave: number): Float32Array {
  const random = createRandom(GRADIENT_STREAM, octave)
  const gradients = new Float32Array(cells * cells * 2)
  for (let at = 0; at < gradients.length; at += 2) {
    const angle = random.uniform(0, 2 * Math.PI)
    gradients[at] = Math.cos(angle)
    gradients[at + 1] = Math.sin(angle)
  }
  return gradients
}
