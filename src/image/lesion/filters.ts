import type { ScalarMap } from '../types.ts'

/**
 * Takes bright lines and dots of one position out, such as hairs where the map says how dark the picture is: a grey opening
 * by a square of 3 positions, the smallest of the neighbours and then the largest of those (Soille, Morphological image
 * analysis, 2003, section 4.2).
 */
export function openThin(map: ScalarMap): ScalarMap {
  return filterBoth(filterBoth(map, smallest), largest)
}

/** Binomial smoothing, 1 2 1 in both directions, `times` over: a Gaussian of standard deviation sqrt(times / 2). */
export function smooth(map: ScalarMap, times: number): ScalarMap {
  let result = map
  for (let i = 0; i < times; i++) result = filterBoth(result, weighted)
  return result
}

/** Writes one value for three neighbours: `length` times, from three places of the source on. */
type Combine = (
  source: Float32Array,
  before: number,
  here: number,
  after: number,
  target: Float32Array,
  at: number,
  length: number,
) => void

/** Along the rows, then along the columns; the ends are extended. */
function filterBoth({ width, height, data }: ScalarMap, combine: Combine): ScalarMap {
  const across = new Float32Array(data.length)
  const result = new Float32Array(data.length)
  for (let first = 0; first < data.length; first += width) {
    const last = first + width - 1
    combine(data, first, first, Math.min(first + 1, last), across, first, 1)
    combine(data, first, first + 1, first + 2, across, first + 1, width - 2)
    combine(data, Math.max(last - 1, first), last, last, across, last, 1)
  }
  const lastRow = data.length - width
  for (let row = 0; row < data.length; row += width) {
    const above = Math.max(row - width, 0)
    const below = Math.min(row + width, lastRow)
    combine(across, above, row, below, result, row, width)
  }
  return { width, height, data: result }
}

const smallest: Combine = (source, before, here, after, target, at, length) => {
  for (let i = 0; i < length; i++) {
    let value = source[here + i]!
    if (source[before + i]! < value) value = source[before + i]!
    if (source[after + i]! < value) value = source[after + i]!
    target[at + i] = value
  }
}

const largest: Combine = (source, before, here, after, target, at, length) => {
  for (let i = 0; i < length; i++) {
    let value = source[here + i]!
    if (source[before + i]! > value) value = source[before + i]!
    if (source[after + i]! > value) value = source[after + i]!
    target[at + i] = value
  }
}

const weighted: Combine = (source, before, here, after, target, at, length) => {
  for (let i = 0; i < length; i++) {
    target[at + i] = (source[before + i]! + 2 * source[here + i]! + source[after + i]!) / 4
  }
}
