import type { ScalarMap } from './types.ts'

/** A closed line: x and y of each corner in turn, 0 to 1 across the map; the last corner joins the first. */
export type Ring = Float32Array

/**
 * The lines along which a map has a level, by marching squares (Lorensen & Cline, 1987, in two dimensions): linear
 * between the centres of neighbouring positions, a saddle resolved by the mean of its corners. Outside the map counts as
 * below the level, so every line is closed. Outer lines run clockwise as the picture is seen and have a positive
 * `ringArea`; holes run the other way and have a negative one.
 *
 * @param map of any scale
 */
export function contours({ width, height, data }: ScalarMap, level: number): Ring[] {
  const at = (x: number, y: number) =>
    x < 0 || y < 0 || x >= width || y >= height ? Number.NEGATIVE_INFINITY : data[y * width + x]!
  const next = new Map<number, Step>()
  for (let y = -1; y < height; y++) {
    let [topLeft, bottomLeft] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY]
    for (let x = -1; x < width; x++) {
      const [topRight, bottomRight] = [at(x + 1, y), at(x + 1, y + 1)]
      const above =
        Number(topLeft >= level) +
        2 * Number(topRight >= level) +
        4 * Number(bottomRight >= level) +
        8 * Number(bottomLeft >= level)
      if (above !== 0 && above !== 15) {
        const corners: Corners = [topLeft, topRight, bottomRight, bottomLeft]
        for (const [from, to] of crossings(above, corners, level)) {
          const point = crossing(x, y, from, corners, level)
          next.set(edgeKey(x, y, from, width), { to: edgeKey(x, y, to, width), point })
        }
      }
      topLeft = topRight
      bottomLeft = bottomRight
    }
  }
  return linkRings(next, width, height)
}

/** The signed area by the shoelace formula, in shares of the map. */
export function ringArea(ring: Ring): number {
  let doubled = 0
  for (let i = 0; i < ring.length; i += 2) {
    const j = (i + 2) % ring.length
    doubled += ring[i]! * ring[j + 1]! - ring[j]! * ring[i + 1]!
  }
  return doubled / 2
}

/** Whether a point lies inside a ring, by the crossings of a ray to the right. */
export function ringContains(ring: Ring, x: number, y: number): boolean {
  let inside = false
  for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
    const [xi, yi, xj, yj] = [ring[i]!, ring[i + 1]!, ring[j]!, ring[j + 1]!]
    if (yi > y !== yj > y && x < xi + ((y - yi) / (yj - yi)) * (xj - xi)) inside = !inside
  }
  return inside
}

type Step = { readonly to: number; readonly point: readonly [number, number] }
type Corners = readonly [number, number, number, number]

/** Sides of a cell: 0 top, 1 right, 2 bottom, 3 left; corner i begins side i, clockwise from the top left. */
type Side = 0 | 1 | 2 | 3

/**
 * From which side to which a cell is crossed, what exceeds the level on the right.
 *
 * @param above one bit for each corner that reaches the level
 */
function crossings(above: number, corners: Corners, level: number) {
  const saddle = above === 5 || above === 10
  const joined = saddle && corners.reduce((sum, corner) => sum + corner) / 4 >= level
  return CROSSINGS[joined ? above + 16 : above]!
}

const CROSSINGS: Readonly<Record<number, readonly (readonly [Side, Side])[]>> = {
  1: [[0, 3]],
  2: [[1, 0]],
  3: [[1, 3]],
  4: [[2, 1]],
  5: [
    [0, 3],
    [2, 1],
  ],
  6: [[2, 0]],
  7: [[2, 3]],
  8: [[3, 2]],
  9: [[0, 2]],
  10: [
    [1, 0],
    [3, 2],
  ],
  11: [[1, 2]],
  12: [[3, 1]],
  13: [[0, 1]],
  14: [[3, 0]],
  21: [
    [0, 1],
    [2, 3],
  ],
  26: [
    [1, 2],
    [3, 0],
  ],
}

/** One number for each side of the grid's cells, the same from both cells that share it. */
function edgeKey(x: number, y: number, side: Side, width: number): number {
  const column = side === 1 ? x + 1 : x
  const row = side === 2 ? y + 1 : y
  const vertical = side % 2
  return ((row + 1) * (width + 2) + column + 1) * 2 + vertical
}

/** Where the level is crossed on a side; towards outside the map, half a position out. */
function crossing(
  x: number,
  y: number,
  side: Side,
  corners: Corners,
  level: number,
): readonly [number, number] {
  const [start, end] = [corners[side], corners[((side + 1) % 4) as Side]]
  const along = fraction(start, end, level)
  if (side === 0) return [x + along, y]
  if (side === 1) return [x + 1, y + along]
  if (side === 2) return [x + 1 - along, y + 1]
  return [x, y + 1 - along]
}

function fraction(start: number, end: number, level: number): number {
  if (start === Number.NEGATIVE_INFINITY || end === Number.NEGATIVE_INFINITY) return 0.5
  return (level - start) / (end - start)
}

function linkRings(next: Map<number, Step>, width: number, height: number): Ring[] {
  const rings: Ring[] = []
  for (const first of next.keys()) {
    const points: number[] = []
    for (let key = first, step = next.get(key); step !== undefined; step = next.get(key)) {
      next.delete(key)
      points.push((step.point[0] + 0.5) / width, (step.point[1] + 0.5) / height)
      key = step.to
    }
    if (points.length > 0) rings.push(Float32Array.from(points))
  }
  return rings
}
