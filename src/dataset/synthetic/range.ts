import type { Random } from '../../random.ts'

/** Smallest and largest value of something that varies; the lower and the upper end may be equal. */
export type Range = readonly [number, number]

export function pick(random: Random, [low, high]: Range): number {
  return random.uniform(low, high)
}

/** A whole number, both ends included. */
export function pickCount(random: Random, [low, high]: Range): number {
  return low + random.int(high - low + 1)
}

/** Signs are even, so that nothing turns the same way in every picture. */
export function pickSigned(random: Random, range: Range): number {
  const size = pick(random, range)
  return random.chance(0.5) ? size : -size
}
