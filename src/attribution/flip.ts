/** Mirrored left to right, upside down, both or neither. */
export type Flip = { readonly horizontal: boolean; readonly vertical: boolean }

export const NO_FLIP: Flip = { horizontal: false, vertical: false }
export const FLIPS: readonly Flip[] = [
  NO_FLIP,
  { horizontal: true, vertical: false },
  { horizontal: false, vertical: true },
  { horizontal: true, vertical: true },
]

/**
 * Mirrors every channel; twice gives back the same.
 *
 * @param data [channels, height, width]
 */
export function flip<T extends Float32Array | Float64Array>(
  data: T,
  width: number,
  height: number,
  { horizontal, vertical }: Flip,
): T {
  const flipped = data.slice() as T
  if (!horizontal && !vertical) return flipped
  const step = horizontal ? -1 : 1
  for (let row = 0; row * width < data.length; row++) {
    const y = row % height
    const fromRow = vertical ? row - y + (height - 1 - y) : row
    let from = fromRow * width + (horizontal ? width - 1 : 0)
    for (let at = row * width; at < (row + 1) * width; at++, from += step) flipped[at] = data[from]!
  }
  return flipped
}
