import type { RgbImage } from '../types.ts'

const WHITE = 235

/** Share of the picture that is white, as light is that the surface of the skin or a bubble throws back, 0 to 1. */
export function glareShare({ data }: RgbImage): number {
  let white = 0
  for (let at = 0; at < data.length; at += 3) {
    if (data[at]! >= WHITE && data[at + 1]! >= WHITE && data[at + 2]! >= WHITE) white += 1
  }
  return (3 * white) / data.length
}
