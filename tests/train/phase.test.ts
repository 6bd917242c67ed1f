import { expect, it, vi } from 'vitest'
import { createArchitecture } from '../../src/nets/architecture.ts'
import { openPhase } from '../../src/train/phase.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { tinyConfig } from './tiny-run.ts'

const dispose = vi.hoisted(() => vi.fn(async () => {}))

vi.mock('../../src/train/engine/engine.ts', () => ({
  createTrainingEngine: async () => ({ dispose }),
  createEvaluationEngine: async () => {
    throw new Error('no memory left')
  },
}))

it('closes what it opened where a later part cannot be opened', async () => {
  const config = tinyConfig()
  const data = { classes: ['a', 'b'], train: [], val: [], cacheFolder: temporaryFolder() }
  const architecture = createArchitecture(config)
  const opening = openPhase({ config, architecture, data, size: 32, threads: 1 })
  await expect(opening).rejects.toThrow('no memory left')
  expect(dispose).toHaveBeenCalledOnce()
})
