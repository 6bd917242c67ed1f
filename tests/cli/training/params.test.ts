import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readParams } from '../../../src/cli/training/params.ts'
import { temporaryFolder } from '../../temporary-folder.ts'

const folder = temporaryFolder()

async function paramsFile(content: string): Promise<string> {
  const path = join(folder, 'params.yaml')
  await writeFile(path, content)
  return path
}

describe('readParams', () => {
  it.each(['params.yaml', 'params.smoke.yaml'])('accepts the %s that ships', async (path) => {
    const { train } = await readParams(path)
    expect(train.phases.length).toBeGreaterThan(0)
  })

  it('fills in what the file leaves out', async () => {
    const { split, train } = await readParams(await paramsFile('train: {}'))
    expect(split.seed).toBe(1)
    expect(train.batchSize).toBe(32)
  })

  it('replaces single parameters, lists and new ones', async () => {
    const path = await paramsFile('train: { seed: 3, phases: [{ size: 64, epochs: 2 }] }')
    const { train } = await readParams(path, [
      'train.learningRate=0.5',
      'train.phases=[{ size: 96, epochs: 1 }]',
      'train.augment.hair=0.25',
    ])
    expect(train).toMatchObject({ seed: 3, learningRate: 0.5, phases: [{ size: 96, epochs: 1 }] })
    expect(train.augment.hair).toBe(0.25)
  })

  it.each([
    ['a field that does not exist', 'train: { learningrate: 1 }', /learningrate/],
    ['a value out of range', 'train: { dropout: 2 }', /train\.dropout/],
    ['text that is no YAML', 'train: [', /no YAML/],
  ])('names %s', async (_, content, message) => {
    await expect(readParams(await paramsFile(content))).rejects.toMatchObject({
      code: 'bad-config',
      message: expect.stringMatching(message),
    })
  })

  it('refuses a replacement without a value', async () => {
    await expect(readParams(await paramsFile('train: {}'), ['train.seed'])).rejects.toMatchObject({
      code: 'bad-argument',
    })
  })

  it('says that a file is missing', async () => {
    await expect(readParams(join(folder, 'absent.yaml'))).rejects.toMatchObject({
      code: 'file-not-found',
    })
  })
})
