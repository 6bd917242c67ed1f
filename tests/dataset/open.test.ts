import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { writeMarker } from '../../src/dataset/marker.ts'
import { openDataset } from '../../src/dataset/open.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { drawJpeg, HAM10000_HEADER, ham10000Row, writeFiles, writeHam10000 } from './fixtures.ts'
import { zipArchive } from './zip.ts'

const temporary = temporaryFolder()
const rows = [ham10000Row('HAM_1', 'ISIC_1', 'nv'), ham10000Row('HAM_2', 'ISIC_2', 'mel')]
const classFolders = { 'mole/1.jpg': 'a picture', 'wart/1.jpg': 'a picture' }
const labels = 'image,label\nmole/1.jpg,naevus\nwart/1.jpg,verruca\n'

afterEach(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
})

describe('openDataset', () => {
  it('opens HAM10000, also by way of DERMALITE_DATA', async () => {
    const root = join(temporary, 'ham')
    await writeHam10000(root, rows, ['ISIC_1', 'ISIC_2'])
    vi.stubEnv('DERMALITE_DATA', root)
    const dataset = await openDataset()
    expect(dataset).toMatchObject({ name: 'ham10000', root })
    expect(await openDataset(root)).toEqual(dataset)
  })

  it('looks for data/ham10000 by default', async () => {
    vi.stubEnv('DERMALITE_DATA', '')
    vi.spyOn(process, 'cwd').mockReturnValue(join(temporary, 'nowhere'))
    await expect(openDataset()).rejects.toMatchObject({
      code: 'dataset-not-found',
      message: expect.stringContaining(join('nowhere', 'data', 'ham10000')),
    })
  })

  it('opens a folder of class folders', async () => {
    const root = join(temporary, 'folders')
    await writeFiles(root, classFolders)
    expect(await openDataset(root)).toMatchObject({ name: 'folders', classes: ['mole', 'wart'] })
  })

  it('opens a table, and a folder that holds one', async () => {
    const root = join(temporary, 'table')
    await writeFiles(root, { ...classFolders, 'labels.csv': labels })
    const classes = ['naevus', 'verruca']
    expect(await openDataset(root)).toMatchObject({ name: 'table', classes })
    expect(await openDataset(join(root, 'labels.csv'))).toMatchObject({ name: 'labels', classes })
  })

  it('never takes drawn pictures for photographs', async () => {
    const marker = { name: 'drawn', synthetic: true }
    const places = {
      ham: join(temporary, 'drawn-ham'),
      folders: join(temporary, 'drawn-folders'),
      table: join(temporary, 'drawn-table'),
    }
    await writeHam10000(places.ham, rows, ['ISIC_1', 'ISIC_2'])
    await writeFiles(places.folders, classFolders)
    await writeFiles(places.table, { ...classFolders, 'labels.csv': labels })
    for (const place of Object.values(places)) {
      await writeMarker(place, marker)
      expect(await openDataset(place)).toMatchObject(marker)
    }
    expect(await openDataset(join(places.table, 'labels.csv'))).toMatchObject(marker)
  })

  it('opens a zip archive, unpacking it once', async () => {
    const archive = join(temporary, 'kaggle.zip')
    const picture = await drawJpeg()
    await writeFile(
      archive,
      zipArchive([
        {
          name: 'HAM10000_metadata.csv',
          content: Buffer.from([HAM10000_HEADER, ...rows].join('\n')),
        },
        { name: 'HAM10000_images_part_1/ISIC_1.jpg', content: picture },
        { name: 'HAM10000_images_part_2/ISIC_2.jpg', content: picture },
        { name: 'ham10000_images_part_2/ISIC_2.jpg', content: picture },
      ]),
    )
    const onUnpack = vi.fn()
    const cacheFolder = join(temporary, 'cache')
    const dataset = await openDataset(archive, { cacheFolder, onUnpack })
    expect(dataset.samples.map(({ id }) => id)).toEqual(['ISIC_1', 'ISIC_2'])
    expect(dataset.problems).toEqual([])
    expect(onUnpack).toHaveBeenLastCalledWith(3, 3)
    expect(await openDataset(archive, { cacheFolder, onUnpack })).toEqual(dataset)
    expect(onUnpack).toHaveBeenCalledTimes(3)
  })

  it('names an archive of class folders after itself', async () => {
    const archive = join(temporary, 'spots.zip')
    const content = Buffer.from('a picture')
    const entries = Object.keys(classFolders).map((name) => ({ name: `inside/${name}`, content }))
    await writeFile(archive, zipArchive(entries))
    expect(await openDataset(archive, { cacheFolder: join(temporary, 'cache') })).toMatchObject({
      name: 'spots',
      classes: ['mole', 'wart'],
    })
  })

  it('refuses a file of another kind', async () => {
    const path = join(temporary, 'notes.txt')
    await writeFile(path, 'nothing')
    await expect(openDataset(path)).rejects.toMatchObject({ code: 'dataset-not-found' })
  })
})
