import { createRandom } from '../random.ts'

/** The last layer of a classifier. */
export type LinearHead = {
  /** [K, C] row-major. */
  readonly weight: ArrayLike<number>
  /** K numbers. */
  readonly bias: ArrayLike<number>
}

/**
 * Monte Carlo dropout (Gal and Ghahramani, 2016) on the pooled embedding: the head applied once for each draw, every channel
 * left out with a probability and the others raised in return.
 *
 * @param embedding C numbers
 * @returns [S, K]: logits of each draw, the same in every run
 */
export function dropoutLogits(
  embedding: ArrayLike<number>,
  { weight, bias }: LinearHead,
  { dropout, draws }: { readonly dropout: number; readonly draws: number },
): Float64Array {
  const random = createRandom(0x64726f70)
  const classCount = bias.length
  const channels = embedding.length
  const logits = new Float64Array(draws * classCount)
  for (let start = 0; start < logits.length; start += classCount) {
    for (let k = 0; k < classCount; k++) logits[start + k] = bias[k]!
    for (let c = 0; c < channels; c++) {
      const value = random.chance(dropout) ? 0 : embedding[c]! / (1 - dropout)
      for (let k = 0; k < classCount; k++) logits[start + k]! += weight[k * channels + c]! * value
    }
  }
  return logits
}
