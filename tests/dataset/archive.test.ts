import { utimes, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { glob } from 'tinyglobby'
import { describe, expect, it } from 'vitest'
import { unpackDataset } from '../../src/dataset/archive.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { zipArchive } from './zip.ts'

const temporary = temporaryFolder()
const cacheFolder = join(temporary, 'cache')

async function archiveOf(name: string, files: readonly string[]): Promise<string> {
  const archive = join(temporary, name)
  const content = Buffer.from('content')
  await writeFile(archive, zipArchive(files.map((file) => ({ name: file, content }))))
  return archive
}

const filesIn = async (folder: string) => (await glob('**', { cwd: folder })).sort()

describe('unpackDataset', () => {
  it('takes pictures and tables, each once, and nothing else', async () => {
    const archive = await archiveOf('kaggle.zip', [
      'HAM10000_images_part_1/ISIC_1.jpg',
      'HAM10000_metadata.csv',
      'HAM10000_metadata',
      'dataset.json',
      'ham10000_images_part_1/ISIC_1.jpg',
      'hmnist_28_28_RGB.csv',
      '__MACOSX/HAM10000_images_part_1/ISIC_1.jpg',
      'HAM10000_images_part_1/._ISIC_1.jpg',
      'licence.txt',
    ])
    const folder = await unpackDataset(archive, { cacheFolder })
    expect(dirname(folder)).toBe(cacheFolder)
    expect(basename(folder)).toMatch(/^kaggle-[0-9a-f]{16}$/)
    expect(await filesIn(folder)).toEqual([
      'HAM10000_images_part_1/ISIC_1.jpg',
      'HAM10000_metadata',
      'HAM10000_metadata.csv',
      'dataset.json',
    ])
  })

  it('opens the folder that everything is wrapped in', async () => {
    const archive = await archiveOf('wrapped.zip', ['all/set/a/1.png', 'all/set/b/1.png'])
    const folder = await unpackDataset(archive, { cacheFolder })
    expect(basename(folder)).toBe('set')
    expect(await filesIn(folder)).toEqual(['a/1.png', 'b/1.png'])
  })

  it('unpacks an archive that changed into another folder', async () => {
    const archive = await archiveOf('changed.zip', ['a/1.png', 'b/1.png'])
    const folder = await unpackDataset(archive, { cacheFolder })
    expect(await unpackDataset(archive, { cacheFolder })).toBe(folder)
    await utimes(archive, 1, 1)
    expect(await unpackDataset(archive, { cacheFolder })).not.toBe(folder)
  })
})
