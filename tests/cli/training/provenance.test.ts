import { afterEach, describe, expect, it } from 'vitest'
import { provenanceOf } from '../../../src/cli/training/provenance.ts'
import { trainConfigSchema } from '../../../src/train/config.ts'
import { temporaryFolder } from '../../temporary-folder.ts'

const home = process.cwd()
const folder = temporaryFolder()
const dataset = {
  ...{ name: 'lesions', root: '', classes: [], samples: [], problems: [], synthetic: false },
}
const sample = { id: 'a', path: 'a.jpg', label: 0, group: 'a', metadata: {} }
const split = { train: [sample, sample], val: [sample], test: [] }
const config = trainConfigSchema.parse({ seed: 8 })

afterEach(() => process.chdir(home))

describe('provenanceOf', () => {
  it('says what the weights were made of', async () => {
    expect(
      await provenanceOf({ ...dataset, sha256: 'a'.repeat(64) }, split, 3, config, 2),
    ).toMatchObject({
      dataSha256: 'a'.repeat(64),
      environment: { node: process.version, arch: process.arch, threads: 2 },
      dataset: 'lesions',
      split: { seed: 3, train: 2, val: 1, test: 0 },
      seed: 8,
      pretrained: 'random weights',
      config,
    })
  })

  it('knows no commit outside a repository', async () => {
    process.chdir(folder)
    expect((await provenanceOf(dataset, split, 3, config, 2)).commit).toBe('unknown')
  })
})
