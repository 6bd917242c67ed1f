import type { ScalarMap } from '../types.ts'

/** Three neighbours on a line to one value. */
type Combine = (before: number, here: number, after: number) => number

const largest: Combine = (a, b, c) => Math.max(a, b, c)
const smallest: Combine = (a, b, c) => Math.min(a, b, c)
const weighted: Combine = (a, b, c) => (a + 2 * b + c) / 4

/**
 * Takes bright lines and dots of one position out, such as hairs where the map says how dark the picture is: a grey opening
 * by a square of 3 positions, the smallest of the neighbours and then the largest of those (Soille, Morphological image
 * analysis, 2003, section 4.2).
 */
export function openThin(map: ScalarMap): ScalarMap {
  return filter(filter(map, smallest), largest)
}

/** Binomial smoothing, 1 2 1 in both directions, `times` over: a Gaussian of standard deviation sqrt(times / 2). */
export function smooth(map: ScalarMap, times: number): ScalarMap {
  let result = map
  for (let i = 0; i < times; i++) result = filter(result, weighted)
  return result
}

/** Along the rows, then along the columns; the edges are extended. */
function filter({ width, height, data }: ScalarMap, combine: Combine): ScalarMap {
  const across = new Float32Array(data.length)
  for (let row = 0; row < height; row++) {
    const [first, last] = [row * width, (row + 1) * width - 1]
    for (let i = first; i <= last; i++) {
      across[i] = combine(data[Math.max(i - 1, first)]!, data[i]!, data[Math.min(i + 1, last)]!)
    }
  }
  const result = new Float32Array(data.length)
  for (let row = 0; row < height; row++) {
    const above = (Math.max(row - 1, 0) - row) * width
    const below = (Math.min(row + 1, height - 1) - row) * width
    for (let i = row * width; i < (row + 1) * width; i++) {
      result[i] = combine(across[i + above]!, across[i]!, across[i + below]!)
    }
  }
  return { width, height, data: result }
}
