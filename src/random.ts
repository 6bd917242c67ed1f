import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/** A seeded stream of random numbers; the same keys give the same stream on every platform. */
export type Random = {
  /** A float in [low, high), by default [0, 1). */
  uniform(low?: number, high?: number): number
  /** A standard normal number (Box and Muller, 1958). */
  normal(): number
  /** An integer in [0, bound). */
  int(bound: number): number
  /** True with probability `p`. */
  chance(p: number): boolean
  /** Shuffles in place (Fisher-Yates) and returns the same array. */
  shuffle<T>(items: T[]): T[]
}

/**
 * A stream that depends on every key: `createRandom(seed, epoch, index)` gives each sample of each epoch its own
 * stream, whatever the order in which workers draw from them.
 *
 * @param keys integers
 */
export function createRandom(...keys: readonly number[]): Random {
  const generator = xoroshiro128plus(keys.reduce(mixKey, 0x9e3779b9))
  const uniform = (low = 0, high = 1) => low + (high - low) * uniformFloat64(generator)
  const int = (bound: number) => uniformInt(generator, 0, bound - 1)
  return {
    uniform,
    int,
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
    chance: (p) => uniform() < p,
    shuffle(items) {
      for (let last = items.length - 1; last > 0; last--) {
        const other = int(last + 1)
        const kept = items[last]!
        items[last] = items[other]!
        items[other] = kept
      }
      return items
    },
  }
}

/** The finalizer of MurmurHash3 (Appleby, 2011) over the running hash and one more key. */
function mixKey(hash: number, key: number): number {
  let mixed = Math.imul(hash ^ key, 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) | 0
}
