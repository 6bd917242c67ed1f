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

/** Every line of neighbours to the values in their middle, the ends extended. */
type LineFilter = (
  source: Float32Array,
  target: Float32Array,
  start: number,
  step: number,
  length: number,
) => void

function filterBoth({ width, height, data }: ScalarMap, filter: LineFilter): ScalarMap {
  const across = new Float32Array(data.length)
  const result = new Float32Array(data.length)
  for (let row = 0; row < height; row++) filter(data, across, row * width, 1, width)
  for (let column = 0; column < width; column++) filter(across, result, column, width, height)
  return { width, height, data: result }
}

const smallest: LineFilter = (source, target, start, step, length) => {
  let [before, here] = [source[start]!, source[start]!]
  for (let i = 0, at = start; i < length; i++, at += step) {
    const after = i + 1 < length ? source[at + step]! : here
    target[at] = Math.min(before, here, after)
    before = here
    here = after
  }
}

const largest: LineFilter = (source, target, start, step, length) => {
  let [before, here] = [source[start]!, source[start]!]
  for (let i = 0, at = start; i < length; i++, at += step) {
    const after = i + 1 < length ? source[at + step]! : here
    target[at] = Math.max(before, here, after)
    before = here
    here = after
  }
}

const weighted: LineFilter = (source, target, start, step, length) => {
  let [before, here] = [source[start]!, source[start]!]
  for (let i = 0, at = start; i < length; i++, at += step) {
    const after = i + 1 < length ? source[at + step]! : here
    target[at] = (before + 2 * here + after) / 4
    before = here
    here = after
  }
}
