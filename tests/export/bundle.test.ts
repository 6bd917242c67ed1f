import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parseManifest } from '../../src/classifier/bundle.ts'
import { loadBundle } from '../../src/classifier/node/load-bundle.ts'
import { writeBundle } from '../../src/export/bundle.ts'
import { readOnnx } from '../../src/graph/onnx/read.ts'
import { manifest } from '../classifier/manifest-data.ts'
import { randomNet } from '../nets/random-net.ts'

const size = 32
const { architecture, parameters } = randomNet({ size, classes: 2, seed: 1 })
const { schemaVersion, files, input, architecture: _, ...description } = manifest

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dermalite-bundle-'))
})

afterEach(() => rm(folder, { recursive: true }))

const write = (changes: object = {}) =>
  writeBundle(join(folder, 'bundle'), {
    architecture,
    size,
    parameters,
    description: { ...description, ...changes },
  })

describe('writeBundle', () => {
  it('writes a manifest that is valid and says what the caller and the network say', async () => {
    const written = await write()
    const text = await readFile(join(folder, 'bundle', 'manifest.json'), 'utf8')
    expect(parseManifest(text, folder)).toEqual(written)
    expect(written).toMatchObject({
      ...description,
      architecture: 'mobilenet-v2-0.10',
      input: { size, mean: architecture.mean, std: architecture.std },
    })
  })

  it('writes the model with its size and checksum, and nothing else', async () => {
    const { files: described } = await write()
    expect(described).toHaveLength(1)
    const [{ path, bytes, sha256 }] = described as [(typeof described)[0]]
    expect((await readdir(join(folder, 'bundle'))).sort()).toEqual(['manifest.json', path])
    const model = await readFile(join(folder, 'bundle', path))
    expect(model.byteLength).toBe(bytes)
    expect(createHash('sha256').update(model).digest('hex')).toBe(sha256)
    const { model: loaded } = await loadBundle(join(folder, 'bundle'))
    expect(Buffer.compare(loaded, model)).toBe(0)
  })

  it('puts licence and attribution into the model itself, for whoever copies that file alone', async () => {
    await write()
    const { metadata } = readOnnx(await readFile(join(folder, 'bundle', 'model.onnx')))
    const { licence, attribution } = description
    expect(metadata).toEqual({ licence, attribution })
  })

  it('writes over an earlier bundle', async () => {
    await write()
    const { name } = await write({ name: 'second' })
    expect((await loadBundle(join(folder, 'bundle'))).manifest.name).toBe(name)
  })

  it.each([
    ['a class twice', { classes: ['nv', 'nv'] }, 'classes'],
    ['a prior that does not sum to 1', { trainingPrior: [0.5, 0.4] }, 'trainingPrior'],
    ['a prior for other classes', { datasetPrior: [1 / 3, 1 / 3, 1 / 3] }, 'classes'],
    ['no name', { name: '' }, 'name'],
    ['a temperature of 0', { temperature: 0 }, 'temperature'],
    [
      'a time that is none',
      { provenance: { ...description.provenance, createdAt: 'now' } },
      'createdAt',
    ],
  ])('refuses %s and writes nothing', async (_, changes, field) => {
    await expect(write(changes)).rejects.toMatchObject({
      code: 'bundle-invalid',
      message: expect.stringContaining(field),
    })
    expect(await readdir(folder)).toEqual([])
  })
})
