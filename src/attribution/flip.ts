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
  const positions = width * height
  for (let at = 0; at < data.length; at++) {
    const [x, y] = [at % width, Math.floor((at % positions) / width)]
    const [fromX, fromY] = [horizontal ? width - 1 - x : x, vertical ? height - 1 - y : y]
    flipped[at] = data[at - (at % positions) + fromY * width + fromX]!
  }
  return flipped
}
