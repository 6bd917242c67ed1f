import { describe, expect, it } from 'vitest'
import { rankCells } from '../../../src/attribution/measure/cells.ts'
import { roadCurves } from '../../../src/attribution/measure/road.ts'
import { createRandom } from '../../../src/random.ts'
import { IMAGE, RIGHT, SIZE, score, WRONG } from './known-patch.ts'

const curvesOf = (map: typeof RIGHT) =>
  roadCurves(IMAGE, rankCells(map, 8, createRandom(1)), score, {
    ...{ size: SIZE, shares: [0.0625, 0.5, 0.9], random: createRandom(2) },
  })

describe('where the answer depends on one known patch, a sixteenth of the picture', () => {
  it('the map of the patch: the answer goes with the first cells and stays without the last', async () => {
    const { mostRelevant, leastRelevant } = await curvesOf(RIGHT)
    for (const value of mostRelevant) expect(value).toBeLessThan(0.1)
    for (const value of leastRelevant) expect(value).toBe(1)
  })

  it('the map of everything else: the other way round', async () => {
    const { mostRelevant, leastRelevant } = await curvesOf(WRONG)
    for (const value of mostRelevant) expect(value).toBe(1)
    for (const value of leastRelevant) expect(value).toBeLessThan(0.1)
  })
})
