import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { writePruning } from '../../src/report/pruning-file.ts'
import { pruningFile, readPruning } from '../cli/pruning/fixtures.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const folder = temporaryFolder()

describe('pruning.json', () => {
  it('is read as it was written', async () => {
    const path = join(folder, 'pruning.json')
    await writePruning(path, pruningFile)
    expect(await readPruning(path)).toEqual(pruningFile)
  })

  it('is refused with the field that is wrong', async () => {
    const path = join(folder, 'wrong.json')
    await expect(writePruning(path, { ...pruningFile, keepMacs: 1.5 })).rejects.toMatchObject({
      code: 'results-invalid',
      message: expect.stringContaining('keepMacs'),
    })
    expect(existsSync(path)).toBe(false)
  })
})
