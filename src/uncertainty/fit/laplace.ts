import { CholeskyDecomposition, inverse, Matrix } from 'ml-matrix'
import type { CalibrationMap } from '../calibration-map.ts'
import { type EmbeddingSpace, project } from '../embedding-space.ts'
import type { LastLayerLaplace } from '../laplace.ts'

export type LaplaceData = {
  readonly space: EmbeddingSpace
  /** Embeddings of the training images, [N, C] row-major. */
  readonly vectors: Float32Array
  /** What the model says of them under the class frequencies that it was trained under, [N, K]. */
  readonly probabilities: Float64Array
  readonly classCount: number
}

/** The curvature of the training loss by the weights of the last layer: A of features, B of classes. */
export type Curvature = {
  /** Sum of h hᵀ over the images, inside the embedding space. */
  readonly features: Matrix
  /** The same in each direction outside, on average. */
  readonly outside: number
  /** Mean of diag(p) - p pᵀ. */
  readonly classes: Matrix
}

/** The Kronecker factors of the Fisher information (Ritter et al., A scalable Laplace approximation, 2018, section 2). */
export function lastLayerCurvature({
  space,
  vectors,
  probabilities,
  classCount,
}: LaplaceData): Curvature {
  const count = probabilities.length / classCount
  const channels = vectors.length / count
  const { dimensions } = space
  const features = Matrix.zeros(dimensions, dimensions)
  const classes = Matrix.zeros(classCount, classCount)
  let outside = 0
  for (let n = 0; n < count; n++) {
    const projection = project(space, vectors.subarray(n * channels, (n + 1) * channels))
    outside += projection.outside / (channels - dimensions)
    addOuter(features, projection.inside, 1)
    const p = probabilities.subarray(n * classCount, (n + 1) * classCount)
    addOuter(classes, p, -1 / count)
    for (let k = 0; k < classCount; k++) classes.set(k, k, classes.get(k, k) + p[k]! / count)
  }
  return { features, outside, classes }
}

/**
 * The Gaussian around the weights for one prior precision: covariance (A + √λ I)⁻¹ ⊗ (B + √λ I)⁻¹ (Ritter et al., 2018,
 * equation 9), the classes' part seen through the affine part of the calibration: what undoing label smoothing does to small
 * changes of the logits is left out.
 *
 * @param priorPrecision λ, positive: how tightly the weights are held without data
 */
export function fitLaplace(
  { features, outside, classes }: Curvature,
  { weight, bias }: Pick<CalibrationMap, 'weight' | 'bias'>,
  priorPrecision: number,
): LastLayerLaplace {
  const damping = Math.sqrt(priorPrecision)
  const classCount = bias.length
  const damped = (matrix: Matrix) => Matrix.add(matrix, Matrix.eye(matrix.rows).mul(damping))
  const lower = new CholeskyDecomposition(damped(features)).lowerTriangularMatrix
  const map = Matrix.from1DArray(classCount, classCount, [...weight])
  const covariance = map.mmul(inverse(damped(classes))).mmul(map.transpose())
  const symmetric = Matrix.add(covariance, covariance.transpose()).div(2)
  return {
    whitening: Float32Array.from(inverse(lower).to1DArray()),
    outsideVariance: 1 / (outside + damping),
    factor: new CholeskyDecomposition(symmetric).lowerTriangularMatrix.to1DArray(),
  }
}

/** matrix += factor · x xᵀ */
function addOuter(matrix: Matrix, x: ArrayLike<number>, factor: number): void {
  for (let i = 0; i < x.length; i++) {
    for (let j = 0; j < x.length; j++) {
      matrix.set(i, j, matrix.get(i, j) + factor * x[i]! * x[j]!)
    }
  }
}
