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
      const green = data[i * 3 + 1]!
      const blue = data[i * 3 + 2]!
      const across = x + 0.5 - width / 2
      const beyond = across * across + down * down > reach
      if (beyond && data[i * 3]! + green + blue < TUBE_SUM) darkness[i] = -1
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
export function distanceFromCentre({ width, height }: Size): Float32Array {
  const across = squaredOffsets(width)
  const down = squaredOffsets(height)
  const distance = new Float32Array(width * height)
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) distance[i] = across[x]! + down[y]!
  }
  return distance
}

/** A Gaussian around the centre: `exp(-falloff * distance)` of the squared distance, 1 at the centre. */
export function centreWeights({ width, height }: Size, falloff: number): Float32Array {
  const across = squaredOffsets(width).map((squared) => Math.exp(-falloff * squared))
  const down = squaredOffsets(height).map((squared) => Math.exp(-falloff * squared))
  const weights = new Float32Array(width * height)
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) weights[i] = across[x]! * down[y]!
  }
  return weights
}

type Size = { readonly width: number; readonly height: number }

function squaredOffsets(size: number): Float64Array {
  return Float64Array.from({ length: size }, (_, i) => ((2 * i + 1) / size - 1) ** 2)
}
