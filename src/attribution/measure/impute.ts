import type { Random } from '../../random.ts'

export type ImputeOptions = {
  /** Standard deviation of the noise, in the units of the values. */
  readonly noise: number
  readonly random: Random
}

/** Of the four nearest cells, and of the four at the corners (Rong et al., 2022, section 5.2). */
const [BESIDE, CORNER] = [1 / 6, 1 / 12]
const OVER_RELAXATION = 1.85
const MOST_SWEEPS = 400
const TOLERANCE = 1e-4

/**
 * Noisy linear imputation (Rong et al., A consistent and efficient evaluation strategy for attribution methods, 2022, section
 * 5.2): every unknown cell becomes the weighted mean of its neighbours, all at once, so that what is left out gives no hint
 * by its outline; then noise is added, so that it gives none by being smooth. The linear system is solved by successive
 * over-relaxation (Young, 1954).
 *
 * @param values [channels, grid, grid]
 * @param unknown [grid, grid], not 0 where a cell is to be filled in
 * @returns a copy, filled in; where every cell is unknown, 0 and noise
 */
export function imputeCells(
  values: Float32Array,
  unknown: Uint8Array,
  { noise, random }: ImputeOptions,
): Float32Array {
  const grid = Math.sqrt(unknown.length)
  const cells = unknown.length
  const filled = values.slice()
  for (let start = 0; start < filled.length; start += cells) {
    solve(filled.subarray(start, start + cells), unknown, grid)
  }
  for (let at = 0; at < filled.length; at++) {
    if (unknown[at % cells]) filled[at]! += noise * random.normal()
  }
  return filled
}

function solve(values: Float32Array, unknown: Uint8Array, grid: number): void {
  const mean = knownMean(values, unknown)
  for (let cell = 0; cell < values.length; cell++) if (unknown[cell]) values[cell] = mean
  if (!unknown.includes(0)) return
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let change = 0
    for (let cell = 0; cell < values.length; cell++) {
      if (!unknown[cell]) continue
      const step = OVER_RELAXATION * (neighbourMean(values, cell, grid) - values[cell]!)
      values[cell]! += step
      change = Math.max(change, Math.abs(step))
    }
    if (change < TOLERANCE) return
  }
}

/** The weighted mean of the up to eight neighbours; outside the picture there are none. */
function neighbourMean(values: Float32Array, cell: number, grid: number): number {
  const [x, y] = [cell % grid, Math.floor(cell / grid)]
  let [sum, weights] = [0, 0]
  for (let dy = -1; dy <= 1; dy++) {
    if (y + dy < 0 || y + dy >= grid) continue
    for (let dx = -1; dx <= 1; dx++) {
      if ((dx === 0 && dy === 0) || x + dx < 0 || x + dx >= grid) continue
      const weight = dx === 0 || dy === 0 ? BESIDE : CORNER
      sum += weight * values[cell + dy * grid + dx]!
      weights += weight
    }
  }
  return sum / weights
}

function knownMean(values: Float32Array, unknown: Uint8Array): number {
  let [sum, count] = [0, 0]
  for (let cell = 0; cell < values.length; cell++) {
    if (unknown[cell]) continue
    sum += values[cell]!
    count++
  }
  return count === 0 ? 0 : sum / count
}
