import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type Classifier,
  LESION_CLASSES,
  loadClassifier,
  type Picture,
} from '../../../src/classifier/node/index.ts'
import { encodePng } from '../../../src/image/node/encode.ts'
import { noise } from '../../image/pictures.ts'
import { temporaryFolder } from '../../temporary-folder.ts'
import { writeTinyBundle } from '../../tiny-bundle.ts'

const folder = temporaryFolder()
const bundle = join(folder, 'tiny')
const picture = noise(50, 40)
const path = join(folder, 'noise.png')
let classifier: Classifier<Picture>

beforeAll(async () => {
  await writeTinyBundle(bundle)
  await writeFile(path, await encodePng(picture))
  classifier = await loadClassifier({ bundle, threads: 1 })
})

afterAll(() => classifier.dispose())

describe('loadClassifier', () => {
  it('gives one answer to a path, to its bytes and to its pixels', async () => {
    const answer = await classifier.classify(path)
    for (const same of [await readFile(path), picture]) {
      const { milliseconds: _, ...other } = await classifier.classify(same)
      expect(answer).toMatchObject(other)
    }
    expect(Object.keys(answer.probabilities)).toEqual([...LESION_CLASSES])
    const probabilities = Object.values(answer.probabilities)
    expect(probabilities.reduce((a, b) => a + b)).toBeCloseTo(1, 10)
    expect(answer.probabilities[answer.label]).toBe(Math.max(...probabilities))
    expect(answer.milliseconds.decode).toBeGreaterThan(0)
    const { sha256 } = classifier.manifest.files[0]!
    expect(answer.model).toEqual({ name: 'tiny', precision: 'float32', sha256 })
  })

  it('shifts its probabilities to another prior by Bayes', async () => {
    const balanced = await classifier.classify(picture)
    const { datasetPrior } = classifier.manifest
    const shifted = await loadClassifier({ bundle, threads: 1, prior: 'dataset' })
    const { probabilities, prior, label } = await shifted.classify(picture)
    await shifted.dispose()
    const weighted = LESION_CLASSES.map(
      (name, k) => balanced.probabilities[name]! * datasetPrior[k]!,
    )
    const sum = weighted.reduce((a, b) => a + b)
    LESION_CLASSES.forEach((name, k) => {
      expect(probabilities[name]).toBeCloseTo(weighted[k]! / sum, 10)
    })
    expect([prior.name, label]).toEqual(['dataset', 'nv'])
  })

  it('names the file that it cannot decode, and goes on', async () => {
    const missing = join(folder, 'missing.jpg')
    await expect(classifier.classify(missing)).rejects.toMatchObject({
      code: 'file-not-found',
      message: `${missing} does not exist`,
    })
    await expect(classifier.classify(new Uint8Array(0))).rejects.toMatchObject({
      code: 'file-empty',
    })
    expect((await classifier.classify(path)).label).toBeDefined()
  })

  it('refuses a prior that does not fit the model', async () => {
    await expect(loadClassifier({ bundle, prior: { mel: 1 } })).rejects.toMatchObject({
      code: 'bad-argument',
      message: expect.stringContaining('it lacks akiec, bcc'),
    })
  })

  it.each([
    ['coverage', 0],
    ['coverage', 2],
    ['threads', 0],
    ['threads', 1.5],
    ['threads', Number.NaN],
  ])('refuses a wrong number before it opens the model: %s %f', async (name, value) => {
    await expect(loadClassifier({ bundle: 'nowhere', [name]: value })).rejects.toMatchObject({
      code: 'bad-argument',
      message: expect.stringContaining(`${value}`),
    })
  })

  it('answers what was asked before it was disposed of', async () => {
    const brief = await loadClassifier({ bundle, threads: 1 })
    const answer = brief.classify(path)
    await brief.dispose()
    expect((await answer).label).toBeDefined()
  })

  it('refuses a foreign file that took the place of the model, checksum and all', async () => {
    const foreign = join(folder, 'foreign')
    const manifest = await writeTinyBundle(foreign)
    const bytes = Buffer.from('not a network')
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const files = [{ ...manifest.files[0]!, bytes: bytes.length, sha256 }]
    await writeFile(join(foreign, 'model.onnx'), bytes)
    await writeFile(join(foreign, 'manifest.json'), JSON.stringify({ ...manifest, files }))
    await expect(loadClassifier({ bundle: foreign })).rejects.toMatchObject({
      code: 'bundle-invalid',
    })
  })

  it('says that the model failed where the manifest lies about its input', async () => {
    const lying = join(folder, 'lying')
    const manifest = await writeTinyBundle(lying)
    const input = { ...manifest.input, size: 48 }
    await writeFile(join(lying, 'manifest.json'), JSON.stringify({ ...manifest, input }))
    const misled = await loadClassifier({ bundle: lying, threads: 1 })
    await expect(misled.classify(picture)).rejects.toMatchObject({ code: 'model-failed' })
    await misled.dispose()
  })
})
