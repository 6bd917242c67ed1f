import { describe, expect, it } from 'vitest'
import { rankCells } from '../../../src/attribution/measure/cells.ts'
import { deletionCurves } from '../../../src/attribution/measure/deletion.ts'
import { areaUnder } from '../../../src/attribution/measure/score.ts'
import { createRandom } from '../../../src/random.ts'
import { IMAGE, RIGHT, SIZE, score, WRONG } from './known-patch.ts'

const curvesOf = (map: typeof RIGHT) =>
  deletionCurves(IMAGE, rankCells(map, 8, createRandom(1)), score, { size: SIZE, steps: 16 })

describe('where the answer depends on one known patch, a sixteenth of the picture', () => {
  it('the map of the patch loses all at the first step, and finds all', async () => {
    const { deletion, insertion } = await curvesOf(RIGHT)
    expect([...deletion]).toEqual([1, ...Array(16).fill(0)])
    expect(insertion[0]).toBeLessThan(0.7) // blurred
    expect([...insertion].slice(1)).toEqual(Array(16).fill(1))
  })

  it('the map of everything else keeps the answer to the last step', async () => {
    const { deletion, insertion } = await curvesOf(WRONG)
    expect([...deletion]).toEqual([...Array(16).fill(1), 0])
    expect(insertion[16]).toBe(1)
    expect(insertion[15]).toBeLessThan(0.7)
  })

  it('so the areas tell the maps apart', async () => {
    const [right, wrong] = [await curvesOf(RIGHT), await curvesOf(WRONG)]
    expect(areaUnder(right.deletion)).toBeCloseTo(0.5 / 16)
    expect(areaUnder(wrong.deletion)).toBeCloseTo(1 - 0.5 / 16)
    expect(areaUnder(right.insertion)).toBeGreaterThan(areaUnder(wrong.insertion) + 0.2)
  })
})

it('areaUnder is the trapezoid rule', () => {
  expect(areaUnder([0, 1])).toBe(0.5)
  expect(areaUnder([1, 1, 1, 1])).toBe(1)
  expect(areaUnder([1, 0, 0])).toBe(0.25)
})
