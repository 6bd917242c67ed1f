import type { Random } from '../../random.ts'
import { cellMeans, enlargeCells, firstCells, replaceCells } from './cells.ts'
import { imputeCells } from './impute.ts'
import type { Score } from './score.ts'

/** The probability of the class after each share of the picture was removed. */
export type RoadCurves = {
  /** The most relevant cells first; low for a faithful map. */
  readonly mostRelevant: Float32Array
  /** The least relevant first; high for a faithful map. */
  readonly leastRelevant: Float32Array
}

export type RoadOptions = {
  /** Side of the picture, pixels. */
  readonly size: number
  /** Shares of the cells to remove, between 0 and 1. */
  readonly shares: readonly number[]
  readonly random: Random
}

/** The reference implementation's 0.01 of the range of a picture, in deviations of ImageNet's colours. */
const NOISE = 0.01 / 0.226

/**
 * RemOve And Debias (Rong et al., A consistent and efficient evaluation strategy for attribution methods, 2022): cells are
 * removed by noisy linear imputation, not by a colour, so that the network sees neither a hole nor its outline.
 *
 * @param image [3, S, S], normalised
 * @param order all cells, the hottest first
 */
export async function roadCurves(
  image: Float32Array,
  order: Uint32Array,
  score: Score,
  { size, shares, random }: RoadOptions,
): Promise<RoadCurves> {
  const grid = Math.sqrt(order.length)
  const means = cellMeans(image, size, grid)
  return {
    mostRelevant: await curve(order),
    leastRelevant: await curve(order.slice().reverse()),
  }

  function curve(ranked: Uint32Array): Promise<Float32Array> {
    const images = new Float32Array(shares.length * image.length)
    shares.forEach((share, index) => {
      const removed = firstCells(ranked, Math.round(share * ranked.length))
      const filled = imputeCells(means, removed, { noise: NOISE, random })
      const out = images.subarray(index * image.length, (index + 1) * image.length)
      replaceCells(image, enlargeCells(filled, grid, size), removed, size, out)
    })
    return score(images, shares.length)
  }
}
