import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { writeFileAtomic } from '../src/write-file.ts'
import { temporaryFolder } from './report/fixtures.ts'

describe('writeFileAtomic', () => {
  it('makes the folder and replaces the file', async () => {
    const path = join(await temporaryFolder(), 'a', 'b', 'file.txt')
    await writeFileAtomic(path, 'old')
    await writeFileAtomic(path, 'new')
    expect(await readFile(path, 'utf8')).toBe('new')
    expect(await readdir(join(path, '..'))).toEqual(['file.txt'])
  })

  it('leaves nothing behind when it cannot replace', async () => {
    const folder = await temporaryFolder()
    await mkdir(join(folder, 'taken'))
    await expect(writeFileAtomic(join(folder, 'taken'), 'text')).rejects.toThrow()
    expect(await readdir(folder)).toEqual(['taken'])
  })
})
