import { readFile, rm, writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { registerData } from '../../../../src/cli/commands/data/register.ts'
import { openDataset } from '../../../../src/dataset/open.ts'
import { splitPath } from '../../../../src/dataset/split-file.ts'
import { writeSyntheticDataset } from '../../../../src/dataset/synthetic/dataset.ts'
import { temporaryFolder } from '../../../temporary-folder.ts'
import { runCommand } from '../run-command.ts'

const folder = temporaryFolder()
const home = process.cwd()

const quality = (...args: string[]) =>
  runCommand(registerData, 'data', 'quality', '--data', 'lesions', ...args)

beforeAll(async () => {
  process.chdir(folder)
  await writeSyntheticDataset('lesions', { imagesPerClass: 10, width: 240, height: 180 })
})

afterAll(() => process.chdir(home))

describe('dermalite data quality', () => {
  it('finds what was done to the pictures, and writes what it found', async () => {
    const { error, stdout } = await quality('--split', 'train', '--images', '12')
    expect(error).toBeUndefined()
    expect(stdout).toMatch(/^12 images as they are: /)
    expect(stdout).toMatch(/no lesion masks to compare with/)
    const record = JSON.parse(await readFile('data/results/quality.json', 'utf8'))
    expect(record).toMatchObject({ split: 'train', synthetic: true, images: 12, lesions: null })
    const found = (name: string) =>
      record.spoiled.find((entry: { name: string }) => entry.name.startsWith(name)).found
    expect(found('a quarter of the brightness')).toBe(1)
    expect(found('blurred, sigma 1/75')).toBeGreaterThan(0.9)
  })

  it('splits by the seed of the parameters where nothing is split yet', async () => {
    const dataset = await openDataset('lesions')
    await rm(splitPath(dataset))
    await writeFile('other.yaml', 'split: { seed: 3 }')
    const { error } = await quality('--images', '1', '--params', 'other.yaml')
    expect(error).toBeUndefined()
    expect(JSON.parse(await readFile(splitPath(dataset), 'utf8')).seed).toBe(3)
  })

  it('prints one line of JSON', async () => {
    const { stdout } = await quality(
      '--split',
      'train',
      '--images',
      '3',
      '--json',
      '--out',
      'q.json',
    )
    expect(JSON.parse(stdout)).toEqual(JSON.parse(await readFile('q.json', 'utf8')))
  })
})
