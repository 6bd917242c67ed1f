import type { HeatMap } from '../../explain/heat-map.ts'
import { centreSquare } from '../../image/crop.ts'
import type { Mask } from '../../image/lesion/mask.ts'
import { upsample } from '../../image/upsample.ts'

/**
 * The pointing game (Zhang et al., Top-down neural attention by excitation backprop, 2016): whether the strongest place of
 * the enlarged map lies on the lesion.
 *
 * @param heat covers the centre square of the picture
 * @returns null where there is no evidence at all
 */
export function pointsInside(heat: HeatMap, mask: Mask): boolean | null {
  const { left, top, width, height } = centreSquare(mask)
  const values = upsample(heat, width, height)
  const peak = values.reduce((best, value, at) => (value > values[best]! ? at : best), 0)
  if (!(values[peak]! > 0)) return null
  const [x, y] = [left + (peak % width), top + Math.floor(peak / width)]
  return mask.data[y * mask.width + x] === 1
}

/** The share of the centre square that a mask covers: what even evidence would have inside. */
export function coveredShare(mask: Mask): number {
  const { left, top, width, height } = centreSquare(mask)
  let inside = 0
  for (let row = 0; row < height; row++) {
    const start = (top + row) * mask.width + left
    for (let column = 0; column < width; column++) inside += mask.data[start + column]!
  }
  return inside / (width * height)
}
