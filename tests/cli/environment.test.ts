import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { machineOf, recordEnvironment } from '../../src/cli/environment.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const folder = temporaryFolder()
const dataset = {
  ...{ name: 'lesions', root: '', classes: [], samples: [], problems: [], synthetic: true },
  sha256: 'a'.repeat(64),
}

describe('the environment of a run', () => {
  it('says which software and machine', () => {
    const { node, onnxRuntime, platform, arch, threads } = machineOf(3)
    expect({ node, platform, arch, threads }).toEqual({
      ...{ node: process.version, platform: process.platform, arch: process.arch, threads: 3 },
    })
    expect(onnxRuntime).toMatch(/^\d+\.\d+\.\d+/)
  })

  it('is kept by command, beside what others noted', async () => {
    await recordEnvironment(folder, 'train', { threads: 2, dataset, seed: 5 })
    await recordEnvironment(folder, 'evaluate val', { threads: 1, dataset })
    const file = JSON.parse(await readFile(join(folder, 'environment.json'), 'utf8'))
    expect(Object.keys(file)).toEqual(['evaluate val', 'train'])
    expect(file.train).toMatchObject({
      ...{ threads: 2, seed: 5, commit: expect.stringMatching(/^[0-9a-f]{12}(-dirty)?$/) },
      dataset: { name: 'lesions', sha256: 'a'.repeat(64) },
    })
    expect(Date.parse(file.train.createdAt)).toBeGreaterThan(0)
  })
})
