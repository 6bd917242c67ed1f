/** The few directions of the embedding that statistics are kept in; what lies outside is known by its length alone. */
export type EmbeddingSpace = {
  /** [R, C] row-major, nearly orthonormal rows. */
  readonly basis: Float32Array
  readonly dimensions: number
}

export type Projection = {
  /** R coordinates. */
  readonly inside: Float64Array
  /** Squared length of what the basis does not span. */
  readonly outside: number
}

/** @param vector C numbers */
export function project(
  { basis, dimensions }: EmbeddingSpace,
  vector: Float32Array | Float64Array,
): Projection {
  const channels = vector.length
  const inside = new Float64Array(dimensions)
  let outside = 0
  for (let c = 0; c < channels; c++) outside += vector[c]! * vector[c]!
  for (let r = 0; r < dimensions; r++) {
    const start = r * channels
    let sum = 0
    for (let c = 0; c < channels; c++) sum += basis[start + c]! * vector[c]!
    inside[r] = sum
    outside -= sum * sum
  }
  return { inside, outside: Math.max(0, outside) }
}

/** The projection of the vector at length 1; of the zero vector, itself. */
export function atUnitLength({ inside, outside }: Projection): Projection {
  const square = inside.reduce((sum, value) => sum + value * value, outside)
  if (!(square > 0)) return { inside, outside }
  const scale = 1 / Math.sqrt(square)
  return { inside: inside.map((value) => value * scale), outside: outside / square }
}
