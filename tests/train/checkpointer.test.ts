import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { loadCheckpoint, saveCheckpoint } from '../../src/train/checkpoint.ts'
import { loadSnapshot, type Snapshot, saveSnapshot } from '../../src/train/checkpointer.ts'
import { trainConfigSchema } from '../../src/train/config.ts'
import { freshState } from '../../src/train/state.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const path = join(temporaryFolder(), 'run', 'last.safetensors')
const config = trainConfigSchema.parse({ seed: 5 })
const run = { config, data: 'a'.repeat(64) }
const snapshot: Snapshot = {
  state: { ...freshState(), epoch: 2, step: 7 },
  parameters: new Map([['w', Float32Array.of(1, 2)]]),
  ema: new Map([['w', Float32Array.of(3, 4)]]),
  optimizer: new Map([['firstMoment/w', Float32Array.of(5, 6)]]),
}

beforeEach(() => saveSnapshot(path, run, snapshot))

describe('loadSnapshot', () => {
  it('gives back what was saved, each group apart', async () => {
    expect(await loadSnapshot(path, run)).toEqual(snapshot)
  })

  it('refuses another configuration and names what differs', async () => {
    const other = trainConfigSchema.parse({ seed: 6 })
    await expect(loadSnapshot(path, { ...run, config: other })).rejects.toMatchObject({
      code: 'checkpoint-mismatch',
      message: expect.stringContaining('seed: 5 -> 6'),
    })
  })

  it('accepts another patience, which changes no step', async () => {
    const patient = { ...config, patience: config.patience + 1 }
    expect(await loadSnapshot(path, { ...run, config: patient })).toEqual(snapshot)
  })

  it('takes the default of a parameter that is newer than the checkpoint', async () => {
    const { batchNorm: _, ...older } = config
    await saveSnapshot(path, { ...run, config: older as typeof config }, snapshot)
    expect(await loadSnapshot(path, run)).toEqual(snapshot)
    const trained = { ...run, config: { ...config, batchNorm: 'trained' as const } }
    await expect(loadSnapshot(path, trained)).rejects.toMatchObject({
      code: 'checkpoint-mismatch',
      message: expect.stringContaining('batchNorm: "folded" -> "trained"'),
    })
  })

  it('refuses other data, but goes on from a checkpoint that does not say its data', async () => {
    const other = { ...run, data: 'b'.repeat(64) }
    await expect(loadSnapshot(path, other)).rejects.toMatchObject({ code: 'checkpoint-mismatch' })
    const { tensors } = await loadCheckpoint(path)
    await saveCheckpoint(path, { tensors, metadata: { config, state: snapshot.state } })
    expect(await loadSnapshot(path, other)).toEqual(snapshot)
  })

  it('refuses a file with one bit changed', async () => {
    const bytes = await readFile(path)
    bytes[bytes.length - 1]! ^= 1
    await writeFile(path, bytes)
    await expect(loadSnapshot(path, run)).rejects.toMatchObject({ code: 'checkpoint-invalid' })
  })

  it('refuses a checkpoint without a position', async () => {
    await saveCheckpoint(path, { tensors: new Map(), metadata: { config } })
    await expect(loadSnapshot(path, run)).rejects.toMatchObject({ code: 'checkpoint-invalid' })
  })
})
