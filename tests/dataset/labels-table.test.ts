import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findLabelsTable, readLabelsTable } from '../../src/dataset/labels-table.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { writeFiles } from './fixtures.ts'

const folder = temporaryFolder()
let folders = 0

async function made(files: Readonly<Record<string, string>>): Promise<string> {
  const root = join(folder, `${folders++}`)
  await writeFiles(root, files)
  return root
}

async function read(table: string, pictures: readonly string[]) {
  const files = Object.fromEntries(pictures.map((path) => [path, 'a picture']))
  const root = await made({ ...files, 'sets/labels.csv': table })
  return { root, dataset: await readLabelsTable(join(root, 'sets', 'labels.csv')) }
}

describe('readLabelsTable', () => {
  it('finds pictures relative to the table, and keeps groups and further columns', async () => {
    const { root, dataset } = await read(
      'image,label,group,site\n../wart.png,wart,p1,hand\n./mole.jpg,mole,p1,back\nb\\mole.jpg,mole,,\n',
      ['wart.png', 'sets/mole.jpg', 'sets/b/mole.jpg'],
    )
    const at = (...parts: string[]) => join(root, ...parts)
    expect(dataset).toEqual({
      name: 'labels',
      root: at('sets'),
      classes: ['mole', 'wart'],
      samples: [
        {
          id: '../wart.png',
          path: at('wart.png'),
          label: 1,
          group: 'p1',
          metadata: { site: 'hand' },
        },
        {
          id: 'mole.jpg',
          path: at('sets', 'mole.jpg'),
          label: 0,
          group: 'p1',
          metadata: { site: 'back' },
        },
        {
          id: 'b/mole.jpg',
          path: at('sets', 'b', 'mole.jpg'),
          label: 0,
          group: 'b/mole.jpg',
          metadata: { site: '' },
        },
      ],
      problems: [],
      synthetic: false,
    })
  })

  it('makes each picture its own group where the table has no groups', async () => {
    const { dataset } = await read('image,label\na.jpg,x\nb.jpg,y\n', ['sets/a.jpg', 'sets/b.jpg'])
    expect(dataset.samples.map(({ group }) => group)).toEqual(['a.jpg', 'b.jpg'])
  })

  it.each([
    ['without a picture', ',x', 'bad-row', 'image'],
    ['without a label', 'a.jpg,', 'bad-row', 'label'],
    ['of a picture that is not there', 'c.jpg,x', 'missing-image', 'c.jpg'],
    ['of a picture for the second time', './a.jpg,y', 'duplicate-id', 'a.jpg'],
  ])('leaves out and names a row %s', async (_, row, code, message) => {
    const { dataset } = await read(`image,label\na.jpg,x\nb.jpg,y\n${row}\n`, [
      'sets/a.jpg',
      'sets/b.jpg',
    ])
    expect(dataset.samples.map(({ id }) => id)).toEqual(['a.jpg', 'b.jpg'])
    expect(dataset.problems).toEqual([
      { code, where: 'labels.csv, line 4', message: expect.stringContaining(message) },
    ])
  })

  it('refuses a table of one class', async () => {
    await expect(read('image,label\na.jpg,x\n', ['sets/a.jpg'])).rejects.toMatchObject({
      code: 'dataset-invalid',
      message: expect.stringContaining('one class only, "x"'),
    })
  })
})

describe('findLabelsTable', () => {
  it('finds the table with the columns, among others', async () => {
    const root = await made({
      'ages.csv': 'image,age\n',
      'labels.tsv': '\uFEFF"label"\timage\n',
      'notes.csv': '',
    })
    expect(await findLabelsTable(root)).toBe(join(root, 'labels.tsv'))
  })

  it('finds nothing where there is none', async () => {
    expect(await findLabelsTable(await made({ 'a/labels.csv': 'image,label\n' }))).toBeUndefined()
  })

  it('does not choose among several', async () => {
    const root = await made({ 'a.csv': 'image,label\n', 'b.csv': 'image,label,group\n' })
    await expect(findLabelsTable(root)).rejects.toMatchObject({
      code: 'dataset-invalid',
      message: expect.stringContaining('a.csv, b.csv'),
    })
  })
})
