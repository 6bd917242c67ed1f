/** Vectors scaled to length 1, [N, C] row-major; the zero vector stays. */
export function toUnitLength(vectors: Float32Array, channels: number): Float32Array {
  const scaled = new Float32Array(vectors.length)
  for (let start = 0; start < vectors.length; start += channels) {
    let square = 0
    for (let c = 0; c < channels; c++) square += vectors[start + c]! ** 2
    const scale = square > 0 ? 1 / Math.sqrt(square) : 0
    for (let c = 0; c < channels; c++) scaled[start + c] = vectors[start + c]! * scale
  }
  return scaled
}

/**
 * The squared distance of a vector to the k-th nearest of others, all of length 1 (Sun et al., Out-of-distribution detection
 * with deep nearest neighbors, 2022).
 *
 * @param vector C numbers
 * @param others [N, C] row-major
 * @param k from 1 to N
 */
export function distanceToNeighbour(vector: Float32Array, others: Float32Array, k: number): number {
  const channels = vector.length
  const nearest = new Float64Array(k).fill(Number.POSITIVE_INFINITY)
  for (let start = 0; start < others.length; start += channels) {
    let similarity = 0
    for (let c = 0; c < channels; c++) similarity += vector[c]! * others[start + c]!
    const distance = 2 - 2 * similarity
    if (distance >= nearest[k - 1]!) continue
    nearest[k - 1] = distance
    nearest.sort()
  }
  return nearest[k - 1]!
}
