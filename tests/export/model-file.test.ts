import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadBundle, loadManifest } from '../../src/classifier/node/load-bundle.ts'
import { addModelFile, keepDerived } from '../../src/export/model-file.ts'
import { writeTinyBundle } from '../tiny-bundle.ts'

const INT8 = { path: 'model.int8.onnx', format: 'onnx', precision: 'int8' } as const

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dermalite-model-file-'))
  await writeTinyBundle(folder)
})

afterEach(() => rm(folder, { recursive: true }))

describe('addModelFile', () => {
  it('writes a model that loads by its precision, and leaves the others as they are', async () => {
    const before = await loadBundle(folder)
    const content = Uint8Array.of(1, 2, 3)
    const manifest = await addModelFile(folder, INT8, content)
    expect(manifest).toEqual({
      ...before.manifest,
      files: [before.file, { ...INT8, bytes: 3, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }],
    })
    expect(await loadManifest(folder)).toEqual(manifest)
    expect([...(await loadBundle(folder, 'int8')).model]).toEqual([...content])
    expect((await loadBundle(folder, 'float32')).model).toEqual(before.model)
    expect((await readdir(folder)).sort()).toEqual(['manifest.json', INT8.path, 'model.onnx'])
  })

  it('replaces a model of the same format and precision, in its place', async () => {
    await addModelFile(folder, INT8, Uint8Array.of(1))
    const float = { path: 'model.onnx', format: 'onnx', precision: 'float32' } as const
    const { files } = await addModelFile(folder, float, Uint8Array.of(3, 4))
    expect(files.map(({ path, bytes }) => [path, bytes])).toEqual([
      ['model.onnx', 2],
      ['model.int8.onnx', 1],
    ])
    expect([...(await loadBundle(folder, 'float32')).model]).toEqual([3, 4])
  })

  it('takes away what was made from the model that it replaces', async () => {
    const tflite = { path: 'model.int8.tflite', format: 'tflite', precision: 'int8' } as const
    const float = { path: 'model.tflite', format: 'tflite', precision: 'float32' } as const
    await addModelFile(folder, INT8, Uint8Array.of(1))
    await addModelFile(folder, float, Uint8Array.of(2))
    await addModelFile(folder, tflite, Uint8Array.of(2))
    const { files } = await addModelFile(folder, INT8, Uint8Array.of(3, 4))
    const left = ['model.onnx', 'model.int8.onnx', 'model.tflite']
    expect(files.map(({ path }) => path)).toEqual(left)
    expect((await readdir(folder)).sort()).toEqual(['manifest.json', ...left].sort())
  })

  it('takes nothing away where it writes the very same model again', async () => {
    const tflite = { path: 'model.int8.tflite', format: 'tflite', precision: 'int8' } as const
    await addModelFile(folder, INT8, Uint8Array.of(1))
    const before = await addModelFile(folder, tflite, Uint8Array.of(2))
    expect(await addModelFile(folder, INT8, Uint8Array.of(1))).toEqual(before)
    expect(await readdir(folder)).toContain('model.int8.tflite')
  })

  it('refuses a folder that is no bundle, and writes nothing', async () => {
    await rm(join(folder, 'manifest.json'))
    const present = await readdir(folder)
    await expect(addModelFile(folder, INT8, Uint8Array.of(1))).rejects.toMatchObject({
      code: 'bundle-not-found',
    })
    expect(await readdir(folder)).toEqual(present)
  })

  it('refuses a damaged manifest, and leaves it as it is', async () => {
    await writeFile(join(folder, 'manifest.json'), '{')
    await expect(addModelFile(folder, INT8, Uint8Array.of(1))).rejects.toMatchObject({
      code: 'bundle-invalid',
    })
    expect(await readFile(join(folder, 'manifest.json'), 'utf8')).toBe('{')
  })
})

describe('keepDerived', () => {
  it('keeps what was made of the very same float32 model, and nothing of another', async () => {
    const manifest = await loadManifest(folder)
    const earlier = await addModelFile(folder, INT8, Uint8Array.of(1))
    const renewed = { ...manifest, description: 'trained again' }
    expect(keepDerived(renewed, earlier)).toEqual({ ...renewed, files: earlier.files })
    expect(keepDerived(renewed, undefined)).toEqual(renewed)
    const [float] = manifest.files
    const another = { ...renewed, files: [{ ...float!, sha256: 'b'.repeat(64) }] }
    expect(keepDerived(another, earlier)).toEqual(another)
  })
})
