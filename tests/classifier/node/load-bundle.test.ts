import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { loadBundle } from '../../../src/classifier/node/load-bundle.ts'
import { temporaryFolder } from '../../temporary-folder.ts'
import { TINY_SIZE, writeTinyBundle } from '../../tiny-bundle.ts'

const folder = join(temporaryFolder(), 'tiny')
const model = join(folder, 'model.onnx')

beforeEach(async () => {
  await writeTinyBundle(folder)
})

describe('loadBundle', () => {
  it('gives the manifest and the bytes that it describes', async () => {
    const bundle = await loadBundle(folder)
    expect(bundle.manifest).toMatchObject({ name: 'tiny', input: { size: TINY_SIZE } })
    expect(bundle.file).toBe(bundle.manifest.files[0])
    expect((await readFile(model)).equals(bundle.model)).toBe(true)
    expect(bundle.model).toHaveLength(bundle.file.bytes)
  })

  it('refuses a precision that the bundle does not have', async () => {
    await expect(loadBundle(folder, 'int8')).rejects.toMatchObject({
      code: 'bad-argument',
      message: 'the bundle "tiny" has no int8 model in the onnx format',
    })
  })

  it('refuses a model that lost a bit', async () => {
    const bytes = await readFile(model)
    bytes[1000]! ^= 1
    await writeFile(model, bytes)
    await expect(loadBundle(folder)).rejects.toMatchObject({
      code: 'bundle-invalid',
      message: expect.stringMatching(
        /model\.onnx is not the file .* SHA-256 [0-9a-f]{64}, expected/,
      ),
    })
  })

  it('says which file is missing', async () => {
    await rm(model)
    await expect(loadBundle(folder)).rejects.toMatchObject({
      code: 'bundle-invalid',
      message: expect.stringContaining('model.onnx cannot be read'),
    })
  })

  it('tells a folder without a manifest from no folder', async () => {
    const empty = join(folder, 'empty')
    await mkdir(empty, { recursive: true })
    await expect(loadBundle(empty)).rejects.toMatchObject({
      code: 'bundle-not-found',
      message: `${empty} holds no manifest.json`,
    })
    await expect(loadBundle(join(folder, 'nowhere'))).rejects.toMatchObject({
      code: 'bundle-not-found',
      message: expect.stringContaining('there is no bundle folder'),
    })
    await expect(loadBundle(model)).rejects.toMatchObject({ code: 'bundle-not-found' })
  })
})
