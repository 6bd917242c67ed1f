import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readPruning, writePruning } from '../../src/report/pruning-file.ts'
import { pruningFile } from '../cli/pruning/fixtures.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const path = join(temporaryFolder(), 'pruning.json')

describe('pruning.json', () => {
  it('is read as it was written', async () => {
    await writePruning(path, pruningFile)
    expect(await readPruning(path)).toEqual(pruningFile)
  })

  it('is refused with the field that is wrong, on the way out and in', async () => {
    const wrong = { ...pruningFile, keepMacs: 1.5 }
    const refusal = { code: 'results-invalid', message: expect.stringContaining('keepMacs') }
    await expect(writePruning(path, wrong)).rejects.toMatchObject(refusal)
    await writeFile(path, JSON.stringify(wrong))
    await expect(readPruning(path)).rejects.toMatchObject(refusal)
  })
})
