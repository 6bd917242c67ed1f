import { createRandom, type Random } from '../../random.ts'
import { noiseField } from './noise.ts'
import type { Tissue } from './tissue.ts'

export type CellScale = {
  /** Distance between neighbouring centres, millimetres. */
  readonly size: number
  /** How far the centres leave a regular grid: 0 a honeycomb, 1 anywhere in their cell. */
  readonly disorder: number
  /** How strongly waves stretch and bend the grid: 0 not at all, 1 into long folds. */
  readonly bending: number
}

/** For each pixel the distance to the nearest and second nearest centre, in sizes, and a number of the nearest cell. */
export type CellField = {
  readonly nearest: Float32Array
  readonly second: Float32Array
  /** The same for all pixels of a cell, 0 to 1. */
  readonly shade: Float32Array
}

const PERIOD = 64
const CENTRE_STREAM = 0x63656c6c
/** Size of the waves that bend the grid, in cells. */
const WARP_SIZE = 4
/** Rows of a hexagonal grid stand closer than its columns. */
const ROW_HEIGHT = Math.sqrt(3) / 2

const offsets = createOffsets()

/**
 * Cells around scattered centres (Worley, A cellular texture basis function, 1996) on a hexagonal grid, bent by noise.
 *
 * @param where only pixels where it is above 0 are computed; elsewhere all is 0
 */
export function cellField(
  tissue: Tissue,
  { size, disorder, bending }: CellScale,
  random: Random,
  where: Float32Array,
): CellField {
  const { x, y } = tissue
  const warpX = noiseField(tissue, { size: size * WARP_SIZE, octaves: 2 }, random, where)
  const warpY = noiseField(tissue, { size: size * WARP_SIZE, octaves: 2 }, random, where)
  const nearest = new Float32Array(x.length)
  const second = new Float32Array(x.length)
  const shade = new Float32Array(x.length)
  const angle = random.uniform(0, Math.PI)
  const cosine = Math.cos(angle) / size
  const sine = Math.sin(angle) / size
  const shiftX = random.uniform(0, PERIOD)
  const shiftY = random.uniform(0, PERIOD)
  for (let i = 0; i < x.length; i++) {
    if (where[i] === 0) continue
    const u = cosine * x[i]! - sine * y[i]! + shiftX + bending * warpX[i]!
    const v = sine * x[i]! + cosine * y[i]! + shiftY + bending * warpY[i]!
    const middleRow = Math.round(v / ROW_HEIGHT)
    let first = 9
    let next = 9
    let owner = 0
    for (let row = middleRow - 1; row <= middleRow + 1; row++) {
      const indent = (row & 1) / 2
      const middle = Math.round(u - indent)
      for (let column = middle - 1; column <= middle + 1; column++) {
        const at = ((row & (PERIOD - 1)) * PERIOD + (column & (PERIOD - 1))) * 3
        const dx = column + indent + disorder * offsets[at]! - u
        const dy = row * ROW_HEIGHT + disorder * offsets[at + 1]! - v
        const distance = dx * dx + dy * dy
        if (distance < first) {
          next = first
          first = distance
          owner = at
        } else if (distance < next) next = distance
      }
    }
    nearest[i] = Math.sqrt(first)
    second[i] = Math.sqrt(next)
    shade[i] = offsets[owner + 2]!
  }
  return { nearest, second, shade }
}

/** For each cell its centre's offset, -1/2 to 1/2 both ways, and its shade. */
function createOffsets(): Float32Array {
  const random = createRandom(CENTRE_STREAM)
  return Float32Array.from({ length: PERIOD * PERIOD * 3 }, (_, i) =>
    i % 3 === 2 ? random.uniform() : random.uniform(-0.5, 0.5),
  )
}
