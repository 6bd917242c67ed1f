import { interpolateViridis } from 'd3-scale-chromatic'

const STEPS = 256

/**
 * The viridis colour map (Smith & van der Walt, A better default colormap for Matplotlib, 2015): equal steps of the value
 * look equally large, also to the colour-blind and in grey, and its blue, green and yellow do not occur in skin.
 *
 * @returns 256 RGB triples, interleaved, from value 0 (dark violet) to value 1 (yellow)
 */
export function viridisTable(): Uint8Array {
  const table = new Uint8Array(STEPS * 3)
  for (let step = 0; step < STEPS; step++) {
    const rgb = Number.parseInt(interpolateViridis(step / (STEPS - 1)).slice(1), 16)
    table.set([rgb >> 16, (rgb >> 8) & 0xff, rgb & 0xff], step * 3)
  }
  return table
}
