export const BLOCK = 8

/** Orthonormal DCT-II: basis[u * 8 + x]. */
const BASIS = Float64Array.from({ length: BLOCK * BLOCK }, (_, index) => {
  const frequency = Math.floor(index / BLOCK)
  const position = index % BLOCK
  const scale = Math.sqrt((frequency === 0 ? 1 : 2) / BLOCK)
  return scale * Math.cos(((2 * position + 1) * frequency * Math.PI) / (2 * BLOCK))
})

const INVERSE_BASIS = BASIS.map(
  (_, index) => BASIS[(index % BLOCK) * BLOCK + Math.floor(index / BLOCK)]!,
)

/**
 * Two-dimensional orthonormal DCT-II of an 8x8 block, in place.
 *
 * @param scratch as long as the block; overwritten
 */
export function forwardDct(block: Float64Array, scratch: Float64Array): void {
  multiplyTransposed(BASIS, block, scratch)
  multiplyTransposed(BASIS, scratch, block)
}

/** The inverse of `forwardDct`. */
export function inverseDct(block: Float64Array, scratch: Float64Array): void {
  multiplyTransposed(INVERSE_BASIS, block, scratch)
  multiplyTransposed(INVERSE_BASIS, scratch, block)
}

/** out = basis * transpose(block); applied twice it is basis * block * transpose(basis). */
function multiplyTransposed(basis: Float64Array, block: Float64Array, out: Float64Array): void {
  for (let row = 0; row < BLOCK * BLOCK; row += BLOCK) {
    for (let u = 0; u < BLOCK * BLOCK; u += BLOCK) {
      let sum = 0
      for (let x = 0; x < BLOCK; x++) sum += basis[u + x]! * block[row + x]!
      out[u + row / BLOCK] = sum
    }
  }
}
