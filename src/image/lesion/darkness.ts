import type { RgbImage, ScalarMap } from '../types.ts'
import { openThin, smooth } from './filters.ts'

/** Red + green + blue below which the ring beyond the round field of a dermatoscope is its tube. */
const TUBE_SUM = 100

/**
 * How dark each position is in blue and, half as much, green, 0 to 255: where melanin and haemoglobin absorb most and skin
 * least (Anderson & Parrish, The optics of human skin, 1981). Thin hairs are taken out; the dark tube of a dermatoscope in
 * the corners counts as the median of the rest, which is skin where the lesion covers less than half.
 */
export function darknessMap({ width, height, data }: RgbImage): ScalarMap {
  const darkness = new Float32Array(width * height)
  const counts = new Int32Array(256)
  let rest = 0
  const reach = (Math.min(width, height) / 2) ** 2
  for (let y = 0, i = 0; y < height; y++) {
    const down = y + 0.5 - height / 2
    for (let x = 0; x < width; x++, i++) {
      const [red, green, blue] = [data[i * 3]!, data[i * 3 + 1]!, data[i * 3 + 2]!]
      const across = x + 0.5 - width / 2
      const beyond = across * across + down * down > reach
      if (beyond && red + green + blue < TUBE_SUM) darkness[i] = -1
      else {
        darkness[i] = 255 - (green + 2 * blue) / 3
        counts[darkness[i]! | 0]! += 1
        rest += 1
      }
    }
  }
  const skin = medianOf(counts, rest)
  for (let i = 0; i < darkness.length; i++) if (darkness[i] === -1) darkness[i] = skin
  return smooth(openThin({ width, height, data: darkness }), 1)
}

function medianOf(counts: Int32Array, total: number): number {
  let value = 0
  for (let below = counts[0]!; below < total / 2; below += counts[value]!) value += 1
  return value
}

/** Squared distance of each position from the centre: 1 at the middle of each side, 2 in the corners. */
export function distanceFromCentre({
  width,
  height,
}: Pick<RgbImage, 'width' | 'height'>): Float32Array {
  const distance = new Float32Array(width * height)
  for (let y = 0, i = 0; y < height; y++) {
    const down = (2 * y + 1) / height - 1
    for (let x = 0; x < width; x++, i++) {
      const across = (2 * x + 1) / width - 1
      distance[i] = across * across + down * down
    }
  }
  return distance
}
