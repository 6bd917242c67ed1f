import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readQuantization, writeQuantization } from '../../src/report/quantization-file.ts'
import { quantizationFile } from '../cli/quantization/fixtures.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const path = join(temporaryFolder(), 'quantization.json')

describe('quantization.json', () => {
  it('is read as it was written', async () => {
    await writeQuantization(path, quantizationFile)
    expect(await readQuantization(path)).toEqual(quantizationFile)
  })

  it('is refused with the field that is wrong, on the way out and in', async () => {
    const wrong = { ...quantizationFile, calibrationImages: 0 }
    const refusal = {
      code: 'results-invalid',
      message: expect.stringContaining('calibrationImages'),
    }
    await expect(writeQuantization(path, wrong)).rejects.toMatchObject(refusal)
    await writeFile(path, JSON.stringify(wrong))
    await expect(readQuantization(path)).rejects.toMatchObject(refusal)
  })
})
