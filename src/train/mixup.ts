import { createRandom, type Random } from '../random.ts'

const MIXUP_STREAM = 0x6d697875

export type MixupBatch = {
  /** [N, 3, S, S], changed in place. */
  readonly image: Float32Array
  /** [N, K], rows sum to 1, changed in place. */
  readonly target: Float32Array
  readonly batchSize: number
}

/**
 * Mixes a batch with its own reverse, pictures and labels alike: x_i <- lambda x_i + (1 - lambda) x_(N-1-i), with one lambda
 * from Beta(alpha, alpha) a batch, taken as at least 1/2 so that each picture keeps its own label for the most part (Zhang et
 * al., mixup: Beyond Empirical Risk Minimization, 2018). Depends on seed, epoch and step alone.
 *
 * @param alpha 0 mixes nothing
 */
export function mixup(
  { image, target, batchSize }: MixupBatch,
  alpha: number,
  keys: { readonly seed: number; readonly epoch: number; readonly step: number },
): void {
  if (alpha === 0) return
  const drawn = symmetricBeta(createRandom(MIXUP_STREAM, keys.seed, keys.epoch, keys.step), alpha)
  const lambda = Math.max(drawn, 1 - drawn)
  mixWithReverse(image, image.length / batchSize, lambda)
  mixWithReverse(target, target.length / batchSize, lambda)
}

/** A number in [0, 1] from Beta(alpha, alpha) by rejection (Jöhnk, 1964); quick for alpha up to 1. */
export function symmetricBeta(random: Random, alpha: number): number {
  for (;;) {
    const x = random.uniform() ** (1 / alpha)
    const y = random.uniform() ** (1 / alpha)
    if (x + y > 0 && x + y <= 1) return x / (x + y)
  }
}

function mixWithReverse(rows: Float32Array, width: number, lambda: number): void {
  const last = rows.length - width
  for (let top = 0, bottom = last; top < bottom; top += width, bottom -= width) {
    for (let i = 0; i < width; i++) {
      const upper = rows[top + i]!
      const lower = rows[bottom + i]!
      rows[top + i] = lambda * upper + (1 - lambda) * lower
      rows[bottom + i] = lambda * lower + (1 - lambda) * upper
    }
  }
}
