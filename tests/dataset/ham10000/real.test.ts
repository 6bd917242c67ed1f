import { existsSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { countSamples } from '../../../src/dataset/counts.ts'
import { openDataset } from '../../../src/dataset/open.ts'
import { SPLIT_SIDES, splitByGroup } from '../../../src/dataset/split.ts'
import { loadOrCreateSplit, splitPath } from '../../../src/dataset/split-file.ts'
import type { Dataset } from '../../../src/dataset/types.ts'
import { REAL_HAM10000, REAL_NOTE } from '../fixtures.ts'

describe.skipIf(REAL_HAM10000 === undefined)(`the whole of HAM10000${REAL_NOTE}`, () => {
  let dataset: Dataset
  beforeAll(async () => {
    dataset = await openDataset(REAL_HAM10000)
  })

  it('has the published numbers of pictures and lesions', () => {
    const { images, lesions, perClass } = countSamples(dataset.classes, dataset.samples)
    expect(dataset.problems).toEqual([])
    expect({ images, lesions }).toEqual({ images: 10_015, lesions: 7470 })
    expect(Object.fromEntries(perClass.map((count) => [count.name, count.images]))).toEqual({
      akiec: 327,
      bcc: 514,
      bkl: 1099,
      df: 115,
      mel: 1113,
      nv: 6705,
      vasc: 142,
    })
  })

  it('is divided by the split that ships, with no lesion on two sides and every class on each', async () => {
    expect(existsSync(splitPath(dataset))).toBe(true)
    const { split } = await loadOrCreateSplit(splitPath(dataset), dataset, 1)
    const lesions = SPLIT_SIDES.map((side) => new Set(split[side].map(({ group }) => group)))
    expect(new Set(lesions.flatMap((side) => [...side])).size).toBe(7470)
    expect(lesions.reduce((sum, { size }) => sum + size, 0)).toBe(7470)
    for (const side of SPLIT_SIDES) {
      expect(new Set(split[side].map(({ label }) => label)).size).toBe(7)
    }
    expect(SPLIT_SIDES.reduce((sum, side) => sum + split[side].length, 0)).toBe(10_015)
  })

  it('is divided again as in the split that ships', async () => {
    const { split, seed } = await loadOrCreateSplit(splitPath(dataset), dataset, 1)
    const again = splitByGroup(dataset.samples, { seed })
    for (const side of SPLIT_SIDES) {
      expect(again[side].map(({ id }) => id)).toEqual(split[side].map(({ id }) => id).sort())
    }
  })
})
