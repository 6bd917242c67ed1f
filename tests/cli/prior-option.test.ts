import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readPrior } from '../../src/cli/prior-option.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const folder = temporaryFolder()

async function priorFile(text: string): Promise<string> {
  const path = join(folder, 'prior.yaml')
  await writeFile(path, text)
  return path
}

describe('readPrior', () => {
  it('knows two names', async () => {
    expect(await readPrior('balanced')).toBe('balanced')
    expect(await readPrior('dataset')).toBe('dataset')
  })

  it.each([
    ['JSON', '{"mel": 1, "nv": 6.5}'],
    ['YAML', '# from our clinic\nmel: 1\nnv: 6.5\n'],
  ])('reads %s', async (_, text) => {
    expect(await readPrior(await priorFile(text))).toEqual({ mel: 1, nv: 6.5 })
  })

  it.each([
    ['a list', '[1, 6.5]'],
    ['words', 'mel: often'],
    ['broken YAML', 'mel: [1'],
    ['nothing', ''],
  ])('refuses %s', async (_, text) => {
    const path = await priorFile(text)
    await expect(readPrior(path)).rejects.toMatchObject({
      code: 'bad-argument',
      message: expect.stringContaining(`${path} holds no class frequencies`),
      hint: expect.stringContaining('balanced, dataset'),
    })
  })

  it.each(['uniform', '.'])('says that %s is neither a name nor a file', async (value) => {
    await expect(readPrior(value)).rejects.toMatchObject({
      code: 'file-not-found',
      message: `the prior ${value} is no readable file`,
    })
  })
})
