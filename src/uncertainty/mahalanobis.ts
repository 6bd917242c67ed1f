import { atUnitLength, type Projection } from './embedding-space.ts'

/** Classes as Gaussians of one covariance, diagonal in an {@link EmbeddingSpace} and alike in every direction outside. */
export type TiedGaussians = {
  /** [K, R] row-major. */
  readonly means: Float32Array
  /** R variances within the classes. */
  readonly variances: readonly number[]
  /** Variance in each direction outside. */
  readonly outsideVariance: number
}

/**
 * How far an embedding lies from the nearest class: the squared Mahalanobis distance (Lee et al., 2018) of the embedding at
 * length 1 (Müller and Hein, Mahalanobis++, 2025).
 */
export function mahalanobisDistance(
  projection: Projection,
  { means, variances, outsideVariance }: TiedGaussians,
): number {
  const { inside, outside } = atUnitLength(projection)
  let nearest = Number.POSITIVE_INFINITY
  for (let start = 0; start < means.length; start += inside.length) {
    let distance = 0
    for (let r = 0; r < inside.length; r++) {
      const gap = inside[r]! - means[start + r]!
      distance += (gap * gap) / variances[r]!
    }
    nearest = Math.min(nearest, distance)
  }
  return nearest + outside / outsideVariance
}
