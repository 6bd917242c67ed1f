import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { SPLIT_SIDES, splitByGroup } from '../../src/dataset/split.ts'
import {
  createSplit,
  loadOrCreateSplit,
  type SplitFile,
  splitPath,
} from '../../src/dataset/split-file.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { datasetOfSamples, sample } from './fixtures.ts'

/** Two pictures a lesion. */
const samples = Array.from({ length: 40 }, (_, n) => sample(`p-${n}`, n % 3, `g-${n >> 1}`))
const dataset = datasetOfSamples(samples)
const folder = temporaryFolder()
let files = 0
const freshPath = () => join(folder, `${files++}`, 'split.json')

describe('loadOrCreateSplit', () => {
  it('writes a split that is not there, and reads the same one back', async () => {
    const path = freshPath()
    const created = await loadOrCreateSplit(path, dataset, 7)
    const split = splitInOrder(7)
    const sizes = Object.fromEntries(SPLIT_SIDES.map((side) => [side, split[side].length]))
    expect(created).toEqual({ split, seed: 7, sizes })
    expect(await loadOrCreateSplit(path, dataset, 7)).toEqual(created)
  })

  it('keeps the split that is written, whatever seed is asked for', async () => {
    const path = freshPath()
    const created = await loadOrCreateSplit(path, dataset, 7)
    expect(await loadOrCreateSplit(path, dataset, 8)).toEqual(created)
  })

  it('goes on without pictures that the data set has lost', async () => {
    const path = freshPath()
    await loadOrCreateSplit(path, dataset, 7)
    const { sizes } = await loadOrCreateSplit(path, dataset, 7)
    const fewer = await loadOrCreateSplit(path, datasetOfSamples(samples.slice(5)), 7)
    expect(SPLIT_SIDES.flatMap((side) => fewer.split[side])).toHaveLength(samples.length - 5)
    expect(fewer.sizes).toEqual(sizes)
  })

  const damages: readonly [string, RegExp, (file: SplitFile) => unknown][] = [
    ['is cut off', /JSON/, (file) => JSON.stringify(file).slice(0, -20)],
    ['lacks a side', /test/, ({ test: _, ...rest }) => rest],
    ['has a side that is no list', /val/, (file) => ({ ...file, val: 'p-1' })],
    ['has a key that means nothing', /extra/, (file) => ({ ...file, extra: [] })],
    ['is of another version', /schemaVersion/, (file) => ({ ...file, schemaVersion: 2 })],
    ['is of another data set', /"other", not "made-up"/, (file) => ({ ...file, dataset: 'other' })],
    [
      'leaves a picture out',
      /does not name the picture/,
      (file) => ({ ...file, train: file.train.slice(1) }),
    ],
    [
      'names a picture on two sides',
      /names the picture .* twice/,
      (file) => ({ ...file, test: [...file.test, file.train[0]] }),
    ],
    [
      'tears a lesion apart',
      /lesion .* stands on two sides/,
      (file) => ({ ...file, train: file.train.slice(1), val: [...file.val, file.train[0]] }),
    ],
  ]

  it.each(damages)('refuses a file that %s', async (_, message, damage) => {
    const path = freshPath()
    await loadOrCreateSplit(path, dataset, 7)
    const damaged = damage(JSON.parse(await readFile(path, 'utf8')))
    await writeFile(path, typeof damaged === 'string' ? damaged : JSON.stringify(damaged))
    await expect(loadOrCreateSplit(path, dataset, 7)).rejects.toMatchObject({
      code: 'split-invalid',
      message: expect.stringMatching(message),
    })
  })

  it('refuses a path that cannot be read', async () => {
    await expect(loadOrCreateSplit(folder, dataset, 7)).rejects.toMatchObject({
      code: 'split-invalid',
    })
  })
})

describe('createSplit', () => {
  it('writes what loading reads', async () => {
    const path = freshPath()
    const { split, written } = await createSplit(path, dataset, { seed: 7, force: false })
    expect(written).toBe(true)
    expect((await loadOrCreateSplit(path, dataset, 1)).split).toEqual(split)
  })

  it('leaves the very same split alone', async () => {
    const path = freshPath()
    await createSplit(path, dataset, { seed: 7, force: false })
    const again = await createSplit(path, dataset, { seed: 7, force: false })
    expect(again).toEqual({ split: splitInOrder(7), written: false })
  })

  it('replaces another split only by force', async () => {
    const path = freshPath()
    await createSplit(path, dataset, { seed: 7, force: false })
    const before = await readFile(path, 'utf8')
    await expect(createSplit(path, dataset, { seed: 8, force: false })).rejects.toMatchObject({
      code: 'split-exists',
      message: expect.stringContaining('seed 7'),
    })
    expect(await readFile(path, 'utf8')).toBe(before)
    await createSplit(path, dataset, { seed: 8, force: true })
    expect((await loadOrCreateSplit(path, dataset, 1)).seed).toBe(8)
  })

  it('replaces a damaged split only by force', async () => {
    const path = join(folder, 'damaged.json')
    await writeFile(path, '{')
    await expect(createSplit(path, dataset, { seed: 7, force: false })).rejects.toMatchObject({
      code: 'split-invalid',
    })
    await createSplit(path, dataset, { seed: 7, force: true })
    expect((await loadOrCreateSplit(path, dataset, 1)).seed).toBe(7)
    expect(existsSync(path)).toBe(true)
  })
})

describe('splitPath', () => {
  it('is named after the data set', () => {
    expect(splitPath(dataset)).toBe(join('data', 'splits', 'made-up.json'))
  })
})

/** The split with the samples of each side in the order of the data set. */
function splitInOrder(seed: number) {
  const split = splitByGroup(samples, { seed })
  return Object.fromEntries(
    SPLIT_SIDES.map((side) => [side, samples.filter((s) => split[side].includes(s))]),
  )
}
