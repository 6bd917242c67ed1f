/** A rectangle of pixels. */
export type Region = {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** The largest square in the middle, the part that a network sees; half a pixel left or up where it cannot be even. */
export function centreSquare({
  width,
  height,
}: {
  readonly width: number
  readonly height: number
}): Region {
  const side = Math.min(width, height)
  return {
    left: Math.floor((width - side) / 2),
    top: Math.floor((height - side) / 2),
    width: side,
    height: side,
  }
}
