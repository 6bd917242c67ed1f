import type { HeatMap } from '../../explain/heat-map.ts'
import { upsample } from '../../image/upsample.ts'
import type { Random } from '../../random.ts'

/**
 * Pictures are changed in square cells, [grid, grid] of them, because the maps are smooth: the cells in the order of their
 * heat, the hottest first. Cells of the same heat come in a random order, so that no corner is preferred.
 *
 * @returns indices of cells, row-major
 */
export function rankCells(heat: HeatMap, grid: number, random: Random): Uint32Array {
  const values = upsample(heat, grid, grid)
  const cells = random.shuffle(Array.from(values, (_, cell) => cell))
  return Uint32Array.from(cells.sort((a, b) => values[b]! - values[a]!))
}

/** The first cells of a ranking, as 1 in [grid, grid]; the others are 0. */
export function firstCells(order: Uint32Array, count: number): Uint8Array {
  const mask = new Uint8Array(order.length)
  for (let rank = 0; rank < count; rank++) mask[order[rank]!] = 1
  return mask
}

/**
 * One picture with some cells taken from another.
 *
 * @param cells [grid, grid], not 0 where `other` shows
 * @param image [channels, size, size], as `other` and `out`; `size` is a multiple of `grid`
 */
export function replaceCells(
  image: Float32Array,
  other: Float32Array,
  cells: Uint8Array,
  size: number,
  out: Float32Array,
): void {
  const grid = Math.sqrt(cells.length)
  const side = size / grid
  for (let at = 0; at < image.length; at++) {
    const row = Math.floor((at % (size * size)) / size / side)
    const column = Math.floor((at % size) / side)
    out[at] = cells[row * grid + column] ? other[at]! : image[at]!
  }
}

/**
 * The mean of each cell.
 *
 * @param image [channels, size, size]
 * @returns [channels, grid, grid]
 */
export function cellMeans(image: Float32Array, size: number, grid: number): Float32Array {
  const side = size / grid
  const means = new Float32Array((image.length / (size * size)) * grid * grid)
  for (let at = 0; at < image.length; at++) {
    const channel = Math.floor(at / (size * size))
    const row = Math.floor((at % (size * size)) / size / side)
    const column = Math.floor((at % size) / side)
    means[(channel * grid + row) * grid + column]! += image[at]! / (side * side)
  }
  return means
}

/**
 * Each channel enlarged by bilinear interpolation.
 *
 * @param means [channels, grid, grid]
 * @returns [channels, size, size]
 */
export function enlargeCells(means: Float32Array, grid: number, size: number): Float32Array {
  const channels = means.length / (grid * grid)
  const image = new Float32Array(channels * size * size)
  for (let channel = 0; channel < channels; channel++) {
    const data = means.subarray(channel * grid * grid, (channel + 1) * grid * grid)
    image.set(upsample({ width: grid, height: grid, data }, size, size), channel * size * size)
  }
  return image
}
