import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { expandInputs } from '../../src/cli/inputs.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const folder = temporaryFolder()
const at = (path: string) => join(folder, path)

beforeAll(async () => {
  const files = ['10.jpg', '2.JPG', 'notes.txt', 'deep/er/1.png', '.hidden.jpg', 'odd/a [1].webp']
  for (const file of files) {
    await mkdir(dirname(at(file)), { recursive: true })
    await writeFile(at(file), '')
  }
  await mkdir(at('empty'))
})

const filesOf = async (...paths: string[]) => (await expandInputs(paths)).map(({ file }) => file)

describe('expandInputs', () => {
  it('takes files as they are, in the order and as often as they were named', async () => {
    const paths = [at('notes.txt'), at('10.jpg'), at('missing.jpg'), at('10.jpg')]
    expect(await expandInputs(paths)).toEqual(paths.map((file) => ({ file })))
  })

  it('finds the pictures in a folder and below, 2 before 10, hidden ones left out', async () => {
    expect(await filesOf(folder)).toEqual(
      ['2.JPG', '10.jpg', 'deep/er/1.png', 'odd/a [1].webp'].map(at),
    )
  })

  it('finds the pictures that a pattern matches, from the root or from here', async () => {
    expect(await filesOf(at('*'))).toEqual([at('2.JPG'), at('10.jpg')])
    const here = relative(process.cwd(), folder)
    expect(await filesOf(join(here, '**/*.png'))).toEqual([join(here, 'deep/er/1.png')])
  })

  it('takes a file whose name looks like a pattern for a file', async () => {
    expect(await filesOf(at('odd/a [1].webp'))).toEqual([at('odd/a [1].webp')])
  })

  it('mixes them in the order of the arguments', async () => {
    expect(await filesOf(at('deep'), at('10.jpg'), at('odd/*'))).toEqual(
      ['deep/er/1.png', '10.jpg', 'odd/a [1].webp'].map(at),
    )
  })

  it.each([
    ['empty', 'the folder % holds no picture'],
    ['*.txt', 'no picture matches %'],
    ['nothing-*.jpg', 'no picture matches %'],
  ])('says that %s gives none', async (path, message) => {
    const [input, ...others] = await expandInputs([at(path)])
    expect(others).toEqual([])
    expect(input).toMatchObject({
      file: at(path),
      error: { code: 'no-images', message: message.replace('%', at(path)) },
    })
  })
})
