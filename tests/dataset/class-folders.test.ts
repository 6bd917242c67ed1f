import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { LESION_CLASSES } from '../../src/classes.ts'
import { readClassFolders } from '../../src/dataset/class-folders.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { writeFiles } from './fixtures.ts'

const folder = temporaryFolder()
let folders = 0

async function made(files: readonly string[]): Promise<string> {
  const root = join(folder, `set-${folders++}`)
  await writeFiles(root, Object.fromEntries(files.map((file) => [file, 'a picture'])))
  return root
}

describe('readClassFolders', () => {
  it('takes the folders as classes, in the order of their names, and each picture as a group', async () => {
    const root = await made(['wart/1.png', 'mole/b/2.JPG', 'mole/1.jpg', 'mole/notes.txt'])
    expect(await readClassFolders(root)).toEqual({
      name: 'set-0',
      root,
      classes: ['mole', 'wart'],
      samples: [
        sampleOf(root, 'mole/1.jpg', 0),
        sampleOf(root, 'mole/b/2.JPG', 0),
        sampleOf(root, 'wart/1.png', 1),
      ],
      problems: [],
      synthetic: false,
    })
  })

  it('has the classes of HAM10000 in the order of every probability vector', async () => {
    const root = await made(LESION_CLASSES.toReversed().map((name) => `${name}/1.jpg`))
    expect((await readClassFolders(root)).classes).toEqual(LESION_CLASSES)
  })

  it('names pictures that lie beside the classes', async () => {
    const { samples, problems } = await readClassFolders(
      await made(['a/1.jpg', 'b/1.jpg', 'stray.jpg']),
    )
    expect(samples).toHaveLength(2)
    expect(problems).toEqual([
      { code: 'no-class', where: 'stray.jpg', message: expect.stringContaining('no folder') },
    ])
  })

  it.each([
    ['one class', ['a/1.jpg', 'a/2.jpg'], 'one class only, "a"'],
    ['no class', ['1.jpg'], 'no usable picture (1 problems'],
    ['no picture', ['a/notes.txt'], 'no usable picture'],
  ])('refuses a folder with %s', async (_, files, message) => {
    await expect(readClassFolders(await made(files))).rejects.toMatchObject({
      code: 'dataset-invalid',
      message: expect.stringContaining(message),
    })
  })
})

function sampleOf(root: string, id: string, label: number) {
  return { id, path: join(root, id), label, group: id, metadata: {} }
}
