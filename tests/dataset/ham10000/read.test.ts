import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { LESION_CLASSES } from '../../../src/classes.ts'
import { isHam10000, readHam10000 } from '../../../src/dataset/ham10000/read.ts'
import { temporaryFolder } from '../../temporary-folder.ts'
import { drawJpeg, HAM10000_HEADER, ham10000Row, writeFiles, writeHam10000 } from '../fixtures.ts'

const rows = [ham10000Row('HAM_1', 'ISIC_1', 'nv'), ham10000Row('HAM_2', 'ISIC_2', 'mel')]
const folder = temporaryFolder()
let folders = 0

async function made(images = ['ISIC_1', 'ISIC_2']): Promise<string> {
  const root = join(folder, `${folders++}`)
  await writeHam10000(root, rows, images)
  return root
}

describe('readHam10000', () => {
  it('finds the pictures in both folders', async () => {
    const root = await made()
    const dataset = await readHam10000(root)
    expect(dataset).toMatchObject({
      name: 'ham10000',
      root,
      classes: LESION_CLASSES,
      problems: [],
      synthetic: false,
    })
    expect(dataset.samples.map(({ path }) => path)).toEqual([
      join(root, 'HAM10000_images_part_1', 'ISIC_1.jpg'),
      join(root, 'HAM10000_images_part_2', 'ISIC_2.jpg'),
    ])
  })

  it('prefers the table that knows the source clinic', async () => {
    const root = await made()
    const withClinic = [`${HAM10000_HEADER},dataset`, ...rows.map((row) => `${row},rosendahl`)]
    await writeFile(join(root, 'HAM10000_metadata'), withClinic.join('\n'))
    const { samples } = await readHam10000(root)
    expect(samples.map(({ metadata }) => metadata.dataset)).toEqual(['rosendahl', 'rosendahl'])
  })

  it('reads the tab-separated table of Dataverse', async () => {
    const root = await made()
    await rename(join(root, 'HAM10000_metadata.csv'), join(root, 'HAM10000_metadata.tab'))
    const text = [HAM10000_HEADER, ...rows].join('\n').replaceAll(',', '\t')
    await writeFile(join(root, 'HAM10000_metadata.tab'), text)
    expect((await readHam10000(root)).samples).toHaveLength(2)
  })

  it('takes the first of two copies of a picture', async () => {
    const root = await made()
    await writeFiles(root, { 'images_again/ISIC_1.jpg': await drawJpeg() })
    const { samples } = await readHam10000(root)
    expect(samples[0]!.path).toBe(join(root, 'HAM10000_images_part_1', 'ISIC_1.jpg'))
  })

  it('names a picture that is not there', async () => {
    const { samples, problems } = await readHam10000(await made(['ISIC_1']))
    expect(samples.map(({ id }) => id)).toEqual(['ISIC_1'])
    expect(problems).toEqual([
      {
        code: 'missing-image',
        where: 'HAM10000_metadata.csv, line 3',
        message: expect.stringContaining('ISIC_2'),
      },
    ])
  })

  it('refuses a folder without any of its pictures', async () => {
    await expect(readHam10000(await made([]))).rejects.toMatchObject({
      code: 'dataset-invalid',
      message: expect.stringContaining('2 problems'),
    })
  })

  it('refuses a folder without a table', async () => {
    await expect(readHam10000(folder)).rejects.toMatchObject({ code: 'dataset-not-found' })
    expect(isHam10000(folder)).toBe(false)
    expect(isHam10000(await made())).toBe(true)
  })

  it('refuses a table without its columns', async () => {
    const root = await made()
    await writeFile(join(root, 'HAM10000_metadata.csv'), 'image,label\nISIC_1,nv\n')
    await expect(readHam10000(root)).rejects.toMatchObject({
      code: 'dataset-invalid',
      message: expect.stringContaining('lesion_id, image_id, dx'),
    })
  })
})
