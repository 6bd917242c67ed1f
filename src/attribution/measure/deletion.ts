import { cellMeans, enlargeCells, firstCells, replaceCells } from './cells.ts'
import type { Score } from './score.ts'

/** The probability of the class after 0, 1/steps, …, all of the picture was changed. */
export type DeletionCurves = {
  /** The hottest cells first replaced by the mean colour; a faithful map makes it fall fast. */
  readonly deletion: Float32Array
  /** The hottest cells first uncovered in a blurred picture; a faithful map makes it rise fast. */
  readonly insertion: Float32Array
}

export type DeletionOptions = {
  /** Side of the picture, pixels; a multiple of 16. */
  readonly size: number
  /** Of equal size, along each curve. */
  readonly steps: number
}

/** Pixels along each side that the blurred picture takes the mean of. */
const BLURRED = 16

/**
 * Deletion and insertion (Petsiuk, Das & Saenko, RISE: Randomized input sampling for explanation of black-box models, 2018,
 * section 4.2).
 *
 * @param image [3, S, S], normalised, so that 0 is the mean colour
 * @param order all cells, the hottest first
 */
export async function deletionCurves(
  image: Float32Array,
  order: Uint32Array,
  score: Score,
  { size, steps }: DeletionOptions,
): Promise<DeletionCurves> {
  const grey = new Float32Array(image.length)
  const coarse = size / BLURRED
  const blurred = enlargeCells(cellMeans(image, size, coarse), coarse, size)
  return {
    deletion: await curve(image, grey),
    insertion: await curve(blurred, image),
  }

  /** From one picture to the other. */
  function curve(from: Float32Array, to: Float32Array): Promise<Float32Array> {
    const images = new Float32Array((steps + 1) * image.length)
    for (let step = 0; step <= steps; step++) {
      const cells = firstCells(order, Math.round((step / steps) * order.length))
      const out = images.subarray(step * image.length, (step + 1) * image.length)
      replaceCells(from, to, cells, size, out)
    }
    return score(images, steps + 1)
  }
}
