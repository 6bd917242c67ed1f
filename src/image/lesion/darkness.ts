import type { RgbImage, ScalarMap } from '../types.ts'
import { openThin, smooth } from './filters.ts'

/** Red + green + blue below which the ring beyond the round field of a dermatoscope is its tube. */
const TUBE_SUM = 100

/**
 * How dark each position is in blue and, half as much, green, 0 to 255: where melanin and haemoglobin absorb most and skin
 * least (Anderson & Parrish, The optics of human skin, 1981). Thin hairs are taken out; the dark tube of a dermatoscope in
 * the corners counts as bright.
 */
export function darknessMap({ width, height, data }: RgbImage): ScalarMap {
  const darkness = new Float32Array(width * height)
  for (let i = 0, at = 0; i < darkness.length; i++, at += 3) {
    darkness[i] = 255 - (data[at + 1]! + 2 * data[at + 2]!) / 3
  }
  const map = smooth(openThin({ width, height, data: darkness }), 1)
  const reach = (Math.min(width, height) / 2) ** 2
  for (let y = 0, i = 0; y < height; y++) {
    const down = y + 0.5 - height / 2
    for (let x = 0; x < width; x++, i++) {
      const across = x + 0.5 - width / 2
      if (across * across + down * down <= reach) continue
      if (data[i * 3]! + data[i * 3 + 1]! + data[i * 3 + 2]! < TUBE_SUM) map.data[i] = 0
    }
  }
  return map
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
