import { contours, type Ring, ringArea, ringContains } from '../image/contour.ts'
import { upsample } from '../image/upsample.ts'
import type { HeatMap } from './heat-map.ts'

export type StrongestRegion = {
  /** Closed lines around the region, the outer one first, then its holes; 0 to 1 across the centre square. */
  readonly rings: readonly Ring[]
  /** Share of the centre square that the region covers. */
  readonly area: number
}

/** Fine enough that the lines look round. */
const GRID = 56

/**
 * The connected region around the strongest place where the heat is at least `level` of it, in the enlarged map that an
 * overlay shows.
 *
 * @param level above 0 and below 1, relative to the strongest place; default: half of it
 * @returns null where there is no evidence at all
 */
export function strongestRegion(heat: HeatMap, level = 0.5): StrongestRegion | null {
  const data = upsample(heat, GRID, GRID)
  const peak = data.reduce((best, value, at) => (value > data[best]! ? at : best), 0)
  if (!(data[peak]! > 0)) return null
  const rings = contours({ width: GRID, height: GRID, data }, level * data[peak]!)
  const [x, y] = [((peak % GRID) + 0.5) / GRID, (Math.floor(peak / GRID) + 0.5) / GRID]
  const outer = smallest(rings.filter((ring) => ringArea(ring) > 0 && ringContains(ring, x, y)))
  if (outer === undefined) return null
  const holes = rings.filter((ring) => ringArea(ring) < 0 && smallestAround(rings, ring) === outer)
  const kept = [outer, ...holes]
  return { rings: kept, area: kept.reduce((sum, ring) => sum + ringArea(ring), 0) }
}

function smallestAround(rings: readonly Ring[], hole: Ring): Ring | undefined {
  return smallest(
    rings.filter((ring) => ringArea(ring) > 0 && ringContains(ring, hole[0]!, hole[1]!)),
  )
}

function smallest(rings: readonly Ring[]): Ring | undefined {
  return [...rings].sort((a, b) => ringArea(a) - ringArea(b))[0]
}
