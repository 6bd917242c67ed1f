import { createRandom } from '../random.ts'

const DROPOUT_STREAM = 0x64726f70

/**
 * An inverted dropout mask (Srivastava et al., 2014): 0 with probability `rate`, else 1 / (1 - rate).
 * Depends on seed, epoch and step alone.
 */
export function dropoutMask(
  count: number,
  rate: number,
  keys: { readonly seed: number; readonly epoch: number; readonly step: number },
): Float32Array {
  const mask = new Float32Array(count)
  const random = createRandom(DROPOUT_STREAM, keys.seed, keys.epoch, keys.step)
  const kept = 1 / (1 - rate)
  for (let i = 0; i < count; i++) mask[i] = random.uniform() < rate ? 0 : kept
  return mask
}
