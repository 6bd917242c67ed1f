import { EigenvalueDecomposition, Matrix, QrDecomposition } from 'ml-matrix'
import { createRandom } from '../../random.ts'

/** Embeddings of training images, with what is true of them. */
export type EmbeddingData = {
  /** [N, C] row-major. */
  readonly vectors: Float32Array
  /** N class indices in [0, K). */
  readonly labels: ArrayLike<number>
  readonly classCount: number
}

/** A basis in which the scatter within the classes is diagonal, and what lies outside. */
export type ScatterBasis = {
  /** [R, C] row-major, orthonormal rows. */
  readonly basis: Float32Array
  /** [K, R] row-major: the classes' means, which lie inside; of a class without images the mean of all. */
  readonly means: Float64Array
  /** R variances within the classes, falling. */
  readonly variances: Float64Array
  /** Mean variance in each of the C - R directions outside. */
  readonly outsideVariance: number
}

const SEED = 0x62617369
const ITERATIONS = 4

/**
 * The span of the class means and of the directions of largest scatter within the classes, found by block power iteration
 * (Halko, Martinsson and Tropp, 2011, algorithm 4.4).
 *
 * @param dimensions R, more than K
 */
export function scatterBasis(
  { vectors, labels, classCount }: EmbeddingData,
  dimensions: number,
): ScatterBasis {
  const count = labels.length
  const channels = vectors.length / count
  const data = new Matrix(
    Array.from({ length: count }, (_, n) => vectors.subarray(n * channels, (n + 1) * channels)),
  )
  const means = classMeans(data, labels, classCount)
  for (let n = 0; n < count; n++) {
    for (let c = 0; c < channels; c++) {
      data.set(n, c, data.get(n, c) - means.get(labels[n]!, c))
    }
  }
  const meanSpan = orthonormal(means.transpose())
  const directions = leadingDirections(data, dimensions - classCount, meanSpan)
  const span = orthonormal(
    Matrix.zeros(channels, dimensions)
      .setSubMatrix(meanSpan, 0, 0)
      .setSubMatrix(directions, 0, classCount),
  )
  const inside = data.mmul(span)
  const scatter = inside.transpose().mmul(inside).div(count)
  const { eigenvectorMatrix, realEigenvalues } = new EigenvalueDecomposition(scatter, {
    assumeSymmetric: true,
  })
  const falling = realEigenvalues.map((_, i) => i).reverse()
  const turned = span.mmul(eigenvectorMatrix.subMatrixColumn(falling))
  const variances = Float64Array.from(falling, (i) => Math.max(realEigenvalues[i]!, 0))
  const total = sumOfSquares(data) / count
  return {
    basis: Float32Array.from(turned.transpose().to1DArray()),
    means: Float64Array.from(means.mmul(turned).to1DArray()),
    variances,
    outsideVariance:
      (total - variances.reduce((sum, value) => sum + value, 0)) / (channels - dimensions),
  }
}

function classMeans(data: Matrix, labels: ArrayLike<number>, classCount: number): Matrix {
  const means = Matrix.zeros(classCount, data.columns)
  const counts = new Float64Array(classCount)
  for (let n = 0; n < data.rows; n++) {
    const label = labels[n]!
    counts[label]! += 1
    for (let c = 0; c < data.columns; c++) means.set(label, c, means.get(label, c) + data.get(n, c))
  }
  const all = data.mean('column')
  for (let k = 0; k < classCount; k++) {
    if (counts[k] === 0) means.setRow(k, all)
    else means.mulRow(k, 1 / counts[k]!)
  }
  return means
}

/** Orthonormal columns that span the leading principal directions of the rows, beside those given. */
function leadingDirections(data: Matrix, count: number, beside: Matrix): Matrix {
  const random = createRandom(SEED)
  let block = new Matrix(
    Array.from({ length: data.columns }, () =>
      Array.from({ length: count }, () => random.normal()),
    ),
  )
  const transposed = data.transpose()
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    block = transposed.mmul(data.mmul(block))
    block = orthonormal(block.sub(beside.mmul(beside.transpose().mmul(block))))
  }
  return block
}

function orthonormal(columns: Matrix): Matrix {
  return new QrDecomposition(columns).orthogonalMatrix.subMatrix(
    0,
    columns.rows - 1,
    0,
    columns.columns - 1,
  )
}

function sumOfSquares(matrix: Matrix): number {
  let sum = 0
  for (let r = 0; r < matrix.rows; r++) {
    for (let c = 0; c < matrix.columns; c++) sum += matrix.get(r, c) ** 2
  }
  return sum
}
