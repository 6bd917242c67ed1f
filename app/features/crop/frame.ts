import type { Region } from '../../../src/image/crop.ts'

/** A square on a picture: its centre and side in pixels, not rounded. */
export type Frame = { readonly x: number; readonly y: number; readonly side: number }

export type Size = { readonly width: number; readonly height: number }

/** Fewer pixels than this show no structure. */
const LEAST_SIDE = 64

export const largestSide = ({ width, height }: Size): number => Math.min(width, height)
export const smallestSide = (picture: Size): number => Math.min(LEAST_SIDE, largestSide(picture))

export function toFrame({ left, top, width }: Region): Frame {
  return { x: left + width / 2, y: top + width / 2, side: width }
}

/** Whole pixels, inside the picture. */
export function toRegion(frame: Frame, picture: Size): Region {
  const { x, y, side: exact } = inside(frame, picture)
  const side = Math.round(exact)
  const corner = (centre: number, length: number) =>
    Math.min(Math.max(Math.round(centre - side / 2), 0), length - side)
  return {
    left: corner(x, picture.width),
    top: corner(y, picture.height),
    width: side,
    height: side,
  }
}

/** The nearest frame that lies inside the picture. */
export function inside({ x, y, side: wanted }: Frame, picture: Size): Frame {
  const side = clamp(wanted, smallestSide(picture), largestSide(picture))
  return {
    x: clamp(x, side / 2, picture.width - side / 2),
    y: clamp(y, side / 2, picture.height - side / 2),
    side,
  }
}

export function moved({ x, y, side }: Frame, dx: number, dy: number, picture: Size): Frame {
  return inside({ x: x + dx, y: y + dy, side }, picture)
}

/**
 * The frame made smaller (`factor` > 1: the picture looks larger) while a point of the picture keeps its place in it.
 *
 * @param anchor pixels of the picture; default: the centre of the frame
 */
export function zoomed(
  frame: Frame,
  factor: number,
  picture: Size,
  anchor: { readonly x: number; readonly y: number } = frame,
): Frame {
  const side = clamp(frame.side / factor, smallestSide(picture), largestSide(picture))
  const kept = side / frame.side
  return inside(
    {
      x: anchor.x + (frame.x - anchor.x) * kept,
      y: anchor.y + (frame.y - anchor.y) * kept,
      side,
    },
    picture,
  )
}

const clamp = (value: number, least: number, most: number) => Math.min(Math.max(value, least), most)
