import { createHash } from 'node:crypto'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadWeights } from '../../../src/nets/node/fetch-weights.ts'
import { type SafetensorsTensor, writeSafetensors } from '../../../src/nets/safetensors.ts'
import { type ScriptedServer, serve, startServer } from '../../download/scripted-server.ts'

const tensors = new Map<string, SafetensorsTensor>([
  ['conv.weight', { dtype: 'F16', shape: [2, 1], data: Uint16Array.of(0x3c00, 0xc000) }],
  ['conv.bias', { dtype: 'F32', shape: [1], data: Float32Array.of(0.5) }],
  ['num_batches_tracked', { dtype: 'I64', shape: [], data: BigInt64Array.of(9n) }],
])
const bytes = Buffer.from(writeSafetensors({ metadata: { arch: 'tiny' }, tensors }))
const sha256 = createHash('sha256').update(bytes).digest('hex')
const expected = {
  metadata: { arch: 'tiny' },
  tensors: new Map([
    ['conv.bias', { shape: [1], data: Float32Array.of(0.5) }],
    ['conv.weight', { shape: [2, 1], data: Float32Array.of(1, -2) }],
  ]),
}

let cacheDir: string
let server: ScriptedServer | undefined

beforeEach(async () => {
  cacheDir = await mkdtemp(join(tmpdir(), 'dermalite-weights-'))
})

afterEach(async () => {
  await server?.close()
  server = undefined
  await rm(cacheDir, { recursive: true })
})

describe('loadWeights', () => {
  it('reads a path, floating-point tensors as float32', async () => {
    const path = join(cacheDir, 'weights.safetensors')
    await writeFile(path, bytes)
    expect(await loadWeights(path, { cacheDir, sha256 })).toEqual(expected)
    await expect(loadWeights(path, { cacheDir, sha256: '0'.repeat(64) })).rejects.toMatchObject({
      code: 'checksum-mismatch',
    })
  })

  it('refuses a path that is not there, and a file of something else', async () => {
    const path = join(cacheDir, 'weights.safetensors')
    await expect(loadWeights(path, { cacheDir })).rejects.toMatchObject({ code: 'file-not-found' })
    await writeFile(path, 'no weights at all')
    await expect(loadWeights(path, { cacheDir })).rejects.toMatchObject({ code: 'weights-invalid' })
  })

  it('downloads an address once', async () => {
    server = await startServer(serve(bytes))
    expect(await loadWeights(server.url, { cacheDir })).toEqual(expected)
    expect(await loadWeights(server.url, { cacheDir })).toEqual(expected)
    expect(await loadWeights(server.url, { cacheDir, sha256 })).toEqual(expected)
    expect(server.requests).toHaveLength(1)
  })

  it('downloads again when the cached file does not match the checksum', async () => {
    server = await startServer(serve(Buffer.from('an older version')), serve(bytes))
    await expect(loadWeights(server.url, { cacheDir })).rejects.toThrow()
    expect(await loadWeights(server.url, { cacheDir, sha256 })).toEqual(expected)
    expect(await readdir(cacheDir)).toHaveLength(1)
  })
})
