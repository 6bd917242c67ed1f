import type { RgbImage, ScalarMap } from '../types.ts'

const CLIPPED = 252

/**
 * How bright the brighter parts are: the 90th percentile of the brightness, 0 to 1. A dark lesion or dark skin leaves it
 * alone where the light is right; too little light does not.
 */
export function brightness({ data }: ScalarMap): number {
  const counts = new Int32Array(256)
  for (let i = 0; i < data.length; i++) counts[(data[i]! + 0.5) | 0]! += 1
  let below = 0
  for (let value = 0; value < 256; value++) {
    below += counts[value]!
    if (below >= 0.9 * data.length) return value / 255
  }
  return 1
}

/** Share of the picture where a channel is at its end, so that the colour is lost, 0 to 1. */
export function clippedShare({ data }: RgbImage): number {
  let clipped = 0
  for (let at = 0; at < data.length; at += 3) {
    if (data[at]! >= CLIPPED || data[at + 1]! >= CLIPPED || data[at + 2]! >= CLIPPED) clipped += 1
  }
  return (3 * clipped) / data.length
}
