import { createRandom } from '../random.ts'
import type { Projection } from './embedding-space.ts'

/**
 * A Gaussian around the weights of the last layer, its covariance a Kronecker product of features and classes (Ritter et al.,
 * 2018; Kristiadi, Hein and Hennig, 2020, section 3): the logits of a picture get the covariance `v · covariance`.
 */
export type LastLayerLaplace = {
  /** [R, R] row-major; v of a vector inside the embedding space is the squared length of its product. */
  readonly whitening: Float32Array
  /** What each squared unit outside the embedding space adds to v. */
  readonly outsideVariance: number
  /** [K, K] row-major: lower triangle L, covariance of the logits = v L Lᵀ. */
  readonly factor: readonly number[]
}

/** v: how little the training images say about the weights that this embedding meets. */
export function weightVariance(
  { inside, outside }: Projection,
  { whitening, outsideVariance }: Pick<LastLayerLaplace, 'whitening' | 'outsideVariance'>,
): number {
  const dimensions = inside.length
  let variance = outside * outsideVariance
  for (let row = 0; row < dimensions; row++) {
    let sum = 0
    for (let r = 0; r < dimensions; r++) sum += whitening[row * dimensions + r]! * inside[r]!
    variance += sum * sum
  }
  return variance
}

/** Draws of the logits' noise at v = 1: antithetic pairs, the same in every run. */
export function laplaceNoise(
  factor: readonly number[],
  classCount: number,
  draws = 64,
): Float64Array {
  const random = createRandom(0x6c61706c)
  const noise = new Float64Array(draws * classCount)
  for (let draw = 0; draw < draws; draw += 2) {
    const normal = Float64Array.from({ length: classCount }, () => random.normal())
    for (let k = 0; k < classCount; k++) {
      let sum = 0
      for (let j = 0; j <= k; j++) sum += factor[k * classCount + j]! * normal[j]!
      noise[draw * classCount + k] = sum
      noise[(draw + 1) * classCount + k] = -sum
    }
  }
  return noise
}

/**
 * The probabilities of each draw of the weights.
 *
 * @param logits K calibrated logits, with the logarithm of the change of prior added
 * @param noise [S, K] of {@link laplaceNoise}
 * @returns [S, K], rows summing to 1
 */
export function drawProbabilities(
  logits: ArrayLike<number>,
  noise: Float64Array,
  variance: number,
): Float64Array {
  const classCount = logits.length
  const deviation = Math.sqrt(variance)
  const draws = new Float64Array(noise.length)
  for (let start = 0; start < noise.length; start += classCount) {
    let largest = Number.NEGATIVE_INFINITY
    for (let k = 0; k < classCount; k++) {
      draws[start + k] = logits[k]! + deviation * noise[start + k]!
      largest = Math.max(largest, draws[start + k]!)
    }
    let sum = 0
    for (let k = 0; k < classCount; k++) {
      draws[start + k] = Math.exp(draws[start + k]! - largest)
      sum += draws[start + k]!
    }
    for (let k = 0; k < classCount; k++) draws[start + k]! /= sum
  }
  return draws
}
