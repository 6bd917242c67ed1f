import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readSafetensors, writeSafetensors } from '../../src/nets/safetensors.ts'
import { loadCheckpoint, saveCheckpoint } from '../../src/train/checkpoint.ts'

let folder: string
let path: string

const tensors = new Map([
  ['parameters/"sha256":"0"', Float32Array.of(1, -0, Number.MIN_VALUE)],
  ['7', Float32Array.of(Math.PI)],
  ['empty', new Float32Array(0)],
])
const metadata = { epoch: 3, note: '"sha256":"', history: [{ loss: 0.1 }, { loss: 1e-7 }] }
const invalid = expect.objectContaining({ code: 'checkpoint-invalid' })

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dermalite-checkpoint-'))
  path = join(folder, 'run', 'last.safetensors')
  await saveCheckpoint(path, { tensors, metadata })
})

afterAll(() => rm(folder, { recursive: true }))

describe('saveCheckpoint and loadCheckpoint', () => {
  it('give back every bit and the metadata', async () => {
    const loaded = await loadCheckpoint(path)
    expect(loaded.metadata).toEqual(metadata)
    expect(new Map(loaded.tensors)).toEqual(tensors)
    expect(Object.is(loaded.tensors.get('parameters/"sha256":"0"')![1], -0)).toBe(true)
  })

  it('write a file that any safetensors reader reads, and leave no other', async () => {
    expect(readSafetensors(await readFile(path)).tensors.get('7')).toEqual({
      dtype: 'F32',
      shape: [1],
      data: Float32Array.of(Math.PI),
    })
    expect(await readdir(join(folder, 'run'))).toEqual(['last.safetensors'])
  })

  it('notice any flipped bit and any cut', async () => {
    const bytes = await readFile(path)
    const damaged = join(folder, 'damaged.safetensors')
    const position = fc.integer({ min: 0, max: bytes.length - 1 })
    await fc.assert(
      fc.asyncProperty(
        position,
        fc.integer({ min: 0, max: 7 }),
        fc.boolean(),
        async (at, bit, cut) => {
          const copy = Buffer.from(cut ? bytes.subarray(0, at) : bytes)
          if (!cut) copy[at]! ^= 1 << bit
          await writeFile(damaged, copy)
          await expect(loadCheckpoint(damaged)).rejects.toEqual(invalid)
        },
      ),
      { numRuns: 200 },
    )
  })

  it('refuse a missing file and weights that are no checkpoint', async () => {
    await expect(loadCheckpoint(join(folder, 'none'))).rejects.toEqual(invalid)
    const weights = join(folder, 'weights.safetensors')
    await writeFile(weights, writeSafetensors({ metadata: {}, tensors: new Map() }))
    await expect(loadCheckpoint(weights)).rejects.toThrow(/no checkpoint of this version/)
  })

  it('keep the old checkpoint when writing the new one fails', async () => {
    const kept = join(folder, 'kept.safetensors')
    await saveCheckpoint(kept, { tensors, metadata: 'old' })
    const circular: { self?: unknown } = {}
    circular.self = circular
    await expect(saveCheckpoint(kept, { tensors, metadata: circular })).rejects.toThrow()
    expect((await loadCheckpoint(kept)).metadata).toBe('old')
  })

  it('replace a partial file that a killed process left', async () => {
    const resumed = join(folder, 'resumed.safetensors')
    await writeFile(`${resumed}.partial`, 'half a checkpoint')
    await saveCheckpoint(resumed, { tensors, metadata: 'whole' })
    expect((await loadCheckpoint(resumed)).metadata).toBe('whole')
    expect(existsSync(`${resumed}.partial`)).toBe(false)
  })
})
