import type { Random } from '../../random.ts'

/**
 * How a camera sees the skin. Skin coordinates are millimetres from the centre of the lesion; they stay the same from
 * view to view.
 */
export type View = {
  /** Millimetres of skin along the short side of the picture. */
  readonly field: number
  /** Turn of the camera, radians. */
  readonly angle: number
  /** Where the lesion's centre is seen, from the middle of the picture, in shares of the short side. */
  readonly offsetX: number
  readonly offsetY: number
}

export function drawView(random: Random): View {
  return {
    field: random.uniform(9, 13),
    angle: random.uniform(0, 2 * Math.PI),
    offsetX: 0.07 * random.normal(),
    offsetY: 0.06 * random.normal(),
  }
}

/** Skin to pixels for a picture of a given size: pixel = centre + turn(skin) / pitch. */
export type Projection = {
  /** Millimetres of skin that one pixel spans. */
  readonly pitch: number
  readonly cosine: number
  readonly sine: number
  readonly centreX: number
  readonly centreY: number
}

export function projectionOf(view: View, width: number, height: number): Projection {
  const side = Math.min(width, height)
  return {
    pitch: view.field / side,
    cosine: Math.cos(view.angle),
    sine: Math.sin(view.angle),
    centreX: width / 2 + view.offsetX * side,
    centreY: height / 2 + view.offsetY * side,
  }
}
