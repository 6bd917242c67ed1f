export const BLOCK = 8

/** Orthonormal DCT-II by C_k = cos(k pi / 16) / 2; C_4 scales the constant as well. */
const [C1, C2, C3, C4, C5, C6, C7] = Array.from(
  { length: 7 },
  (_, index) => Math.cos(((index + 1) * Math.PI) / 16) / 2,
) as [number, number, number, number, number, number, number]

/**
 * Two-dimensional orthonormal DCT-II of an 8x8 block, in place.
 *
 * @param scratch as long as the block; overwritten
 */
export function forwardDct(block: Float64Array, scratch: Float64Array): void {
  transformRows(block, scratch)
  transformRows(scratch, block)
}

/** The inverse of `forwardDct`. */
export function inverseDct(block: Float64Array, scratch: Float64Array): void {
  restoreRows(block, scratch)
  restoreRows(scratch, block)
}

/** The DCT of each row as a column of `out`; even frequencies see sums of mirrored positions alone, odd ones differences. */
function transformRows(block: Float64Array, out: Float64Array): void {
  for (let row = 0; row < BLOCK; row++) {
    const at = row * BLOCK
    const s0 = block[at]! + block[at + 7]!
    const s1 = block[at + 1]! + block[at + 6]!
    const s2 = block[at + 2]! + block[at + 5]!
    const s3 = block[at + 3]! + block[at + 4]!
    const d0 = block[at]! - block[at + 7]!
    const d1 = block[at + 1]! - block[at + 6]!
    const d2 = block[at + 2]! - block[at + 5]!
    const d3 = block[at + 3]! - block[at + 4]!
    out[row] = C4 * (s0 + s3 + (s1 + s2))
    out[row + 8] = C1 * d0 + C3 * d1 + C5 * d2 + C7 * d3
    out[row + 16] = C2 * (s0 - s3) + C6 * (s1 - s2)
    out[row + 24] = C3 * d0 - C7 * d1 - C1 * d2 - C5 * d3
    out[row + 32] = C4 * (s0 + s3 - (s1 + s2))
    out[row + 40] = C5 * d0 - C1 * d1 + C7 * d2 + C3 * d3
    out[row + 48] = C6 * (s0 - s3) - C2 * (s1 - s2)
    out[row + 56] = C7 * d0 - C5 * d1 + C3 * d2 - C1 * d3
  }
}

/** The transpose of `transformRows`. */
function restoreRows(block: Float64Array, out: Float64Array): void {
  for (let row = 0; row < BLOCK; row++) {
    const at = row * BLOCK
    const f1 = block[at + 1]!
    const f3 = block[at + 3]!
    const f5 = block[at + 5]!
    const f7 = block[at + 7]!
    const sum = C4 * (block[at]! + block[at + 4]!)
    const difference = C4 * (block[at]! - block[at + 4]!)
    const outer = C2 * block[at + 2]! + C6 * block[at + 6]!
    const inner = C6 * block[at + 2]! - C2 * block[at + 6]!
    const s0 = sum + outer
    const s1 = difference + inner
    const s2 = difference - inner
    const s3 = sum - outer
    const d0 = C1 * f1 + C3 * f3 + C5 * f5 + C7 * f7
    const d1 = C3 * f1 - C7 * f3 - C1 * f5 - C5 * f7
    const d2 = C5 * f1 - C1 * f3 + C7 * f5 + C3 * f7
    const d3 = C7 * f1 - C5 * f3 + C3 * f5 - C1 * f7
    out[row] = s0 + d0
    out[row + 8] = s1 + d1
    out[row + 16] = s2 + d2
    out[row + 24] = s3 + d3
    out[row + 32] = s3 - d3
    out[row + 40] = s2 - d2
    out[row + 48] = s1 - d1
    out[row + 56] = s0 - d0
  }
}
