import { centreSquare, type Region } from '../../../src/image/crop.ts'

/** The lesion fills half of the square, as in the pictures that the model knows. */
const SQUARE_PER_LESION = 2
/** Of the picture's shorter side: a closer look would show no more. */
const LEAST_SHARE = 0.4

/**
 * A square around a lesion, inside the picture.
 *
 * @param lesion the pixels that just hold it; null: none was found, and the centre square is proposed
 */
export function proposeSquare(
  picture: { readonly width: number; readonly height: number },
  lesion: Region | null,
): Region {
  if (lesion === null) return centreSquare(picture)
  const shortSide = Math.min(picture.width, picture.height)
  const wanted = Math.max(
    Math.max(lesion.width, lesion.height) * SQUARE_PER_LESION,
    shortSide * LEAST_SHARE,
  )
  const side = Math.round(Math.min(wanted, shortSide))
  const corner = (start: number, length: number, whole: number) =>
    Math.min(Math.max(Math.round(start + (length - side) / 2), 0), whole - side)
  return {
    left: corner(lesion.left, lesion.width, picture.width),
    top: corner(lesion.top, lesion.height, picture.height),
    width: side,
    height: side,
  }
}
