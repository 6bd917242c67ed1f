import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { LESION_CLASSES } from '../../../src/classes.ts'
import { openDataset } from '../../../src/dataset/open.ts'
import { SPLIT_SIDES, splitByGroup } from '../../../src/dataset/split.ts'
import { writeSyntheticDataset } from '../../../src/dataset/synthetic/dataset.ts'
import { decodeImage } from '../../../src/image/node/decode.ts'
import { temporaryFolder } from '../../temporary-folder.ts'

const temporary = temporaryFolder()
const photographs = temporaryFolder()
const options = { imagesPerClass: 10, seed: 3, width: 40, height: 32 }

describe('writeSyntheticDataset', () => {
  it('draws a data set that opens again, and says that it is synthetic', async () => {
    const folder = join(temporary, 'set')
    const dataset = await writeSyntheticDataset(folder, options)
    expect(dataset).toMatchObject({ name: 'synthetic-10-seed-3', synthetic: true, problems: [] })
    expect(dataset.classes).toEqual(LESION_CLASSES)
    expect(dataset.samples).toHaveLength(70)
    LESION_CLASSES.forEach((_, label) => {
      expect(dataset.samples.filter((sample) => sample.label === label)).toHaveLength(10)
    })
    expect(dataset.samples[40]).toMatchObject({ id: 'mel/synthetic-mel-00001.jpg', label: 4 })
    const { width, height } = await decodeImage(dataset.samples[40]!.path)
    expect([width, height]).toEqual([40, 32])
    expect(await openDataset(folder)).toEqual(dataset)
  })

  it('shows some lesions two or three times, which a split keeps together', async () => {
    const { samples } = await writeSyntheticDataset(join(temporary, 'groups'), options)
    const views = new Map<string, number>()
    for (const { group } of samples) views.set(group, (views.get(group) ?? 0) + 1)
    expect(new Set(views.values())).toEqual(new Set([1, 2, 3]))
    const split = splitByGroup(samples, { seed: 1 })
    const sides = SPLIT_SIDES.map((side) => new Set(split[side].map(({ group }) => group)))
    expect(sides.reduce((sum, groups) => sum + groups.size, 0)).toBe(views.size)
  })

  it('writes the same bytes for the same options, others for another seed', async () => {
    const few = { ...options, imagesPerClass: 2 }
    const bytes = async (name: string, seed: number) => {
      const { samples } = await writeSyntheticDataset(join(temporary, name), { ...few, seed })
      return Promise.all(samples.map(({ path }) => readFile(path)))
    }
    const first = await bytes('one', 3)
    expect(await bytes('two', 3)).toEqual(first)
    expect(await bytes('three', 4)).not.toEqual(first)
  })

  it('tells how far it is, once for each picture', async () => {
    const calls: [number, number][] = []
    const onProgress = (done: number, total: number) => void calls.push([done, total])
    const few = { ...options, imagesPerClass: 1, onProgress }
    await writeSyntheticDataset(join(temporary, 'progress'), few)
    expect(calls).toEqual(Array.from({ length: 7 }, (_, i) => [i + 1, 7]))
  })

  it('replaces a synthetic data set, and never touches a folder with anything else', async () => {
    const folder = join(temporary, 'replaced')
    await writeSyntheticDataset(folder, { ...options, imagesPerClass: 2 })
    const smaller = await writeSyntheticDataset(folder, { ...options, imagesPerClass: 1 })
    expect((await openDataset(folder)).samples).toEqual(smaller.samples)

    await writeFile(join(photographs, 'photograph.jpg'), '')
    await expect(writeSyntheticDataset(photographs, options)).rejects.toMatchObject({
      code: 'bad-argument',
      message: expect.stringContaining('holds something else'),
    })
    expect(await readdir(photographs)).toEqual(['photograph.jpg'])
  })

  it.each([{ imagesPerClass: 0 }, { imagesPerClass: 1.5 }, { width: 8 }, { height: 5000 }])(
    'refuses %o and writes nothing',
    async (change) => {
      const folder = join(temporary, 'refused')
      await expect(writeSyntheticDataset(folder, { ...options, ...change })).rejects.toMatchObject({
        code: 'bad-argument',
        message: expect.stringContaining(Object.keys(change)[0]!),
      })
      await expect(readdir(folder)).rejects.toThrow('ENOENT')
    },
  )

  it('says so where it cannot write', async () => {
    const file = join(temporary, 'file')
    await writeFile(file, '')
    await expect(writeSyntheticDataset(join(file, 'set'), options)).rejects.toMatchObject({
      code: 'write-failed',
    })
  })
})
