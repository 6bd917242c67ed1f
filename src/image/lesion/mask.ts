/** Where something is: row-major, `data.length === width * height`, 1 inside and 0 outside. It covers the whole picture. */
export type Mask = {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

/** How many positions lie inside. */
export function maskArea({ data }: Mask): number {
  let count = 0
  for (let i = 0; i < data.length; i++) count += data[i]!
  return count
}

/**
 * What two masks share of what they cover together (Jaccard, 1912): 1 for equal masks, 0 for disjoint ones. The second is
 * read at the size of the first, at the nearest position. Two empty masks are equal.
 */
export function jaccardIndex(first: Mask, second: Mask): number {
  let [both, either] = [0, 0]
  for (let y = 0; y < first.height; y++) {
    const row = Math.floor(((y + 0.5) * second.height) / first.height) * second.width
    for (let x = 0; x < first.width; x++) {
      const a = first.data[y * first.width + x]!
      const b = second.data[row + Math.floor(((x + 0.5) * second.width) / first.width)]!
      both += a & b
      either += a | b
    }
  }
  return either === 0 ? 1 : both / either
}
