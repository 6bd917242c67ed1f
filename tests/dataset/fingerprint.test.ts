import { cp, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  fingerprintOf,
  fingerprintPath,
  readFingerprint,
  samplesSha256,
  writeFingerprint,
} from '../../src/dataset/fingerprint.ts'
import { openDataset } from '../../src/dataset/open.ts'
import { writeSyntheticDataset } from '../../src/dataset/synthetic/dataset.ts'
import type { Dataset } from '../../src/dataset/types.ts'
import { verifyImages } from '../../src/dataset/verify.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const temporary = temporaryFolder()
const folder = join(temporary, 'lesions')
let dataset: Dataset & { sha256: string }

const opened = async (place: string, cache: string) => {
  const options = { cacheFolder: join(temporary, cache) }
  return (await verifyImages(await openDataset(place), options)) as Dataset & { sha256: string }
}

beforeAll(async () => {
  await writeSyntheticDataset(folder, { imagesPerClass: 2, width: 48, height: 32 })
  dataset = await opened(folder, 'cache')
})

describe('the hash of a data set', () => {
  it('is the same from the cache, in another folder and in another order', async () => {
    const copy = join(temporary, 'copy')
    await cp(folder, copy, { recursive: true })
    expect(dataset.sha256).toMatch(/^[0-9a-f]{64}$/)
    expect((await opened(folder, 'cache')).sha256).toBe(dataset.sha256)
    expect((await opened(copy, 'cache')).sha256).toBe(dataset.sha256)
    const hash = (samples: Dataset['samples']) =>
      samplesSha256(dataset.classes, samples, ({ id }) => id)
    expect(hash(dataset.samples.toReversed())).toBe(hash(dataset.samples))
  })

  it('changes with the bytes of one picture', async () => {
    const changed = join(temporary, 'changed')
    await cp(folder, changed, { recursive: true })
    const [first, second] = (await openDataset(changed)).samples
    await cp(second!.path, first!.path)
    expect((await opened(changed, 'other')).sha256).not.toBe(dataset.sha256)
  })

  it.each([
    ['label', { label: 3 }],
    ['group', { group: 'another' }],
    ['id', { id: 'another' }],
  ])('changes with the %s of one', (_, change) => {
    const hash = (samples: Dataset['samples']) =>
      samplesSha256(dataset.classes, samples, ({ path }) => path)
    const [first, ...others] = dataset.samples
    expect(hash([{ ...first!, ...change }, ...others])).not.toBe(hash(dataset.samples))
  })
})

describe('the fingerprint', () => {
  it('counts images and lesions, and is read as it was written', async () => {
    const fingerprint = fingerprintOf(dataset)
    expect(fingerprint).toMatchObject({ images: 14, synthetic: true, sha256: dataset.sha256 })
    expect(fingerprint.classes.mel?.images).toBe(2)
    const path = join(temporary, fingerprintPath(dataset))
    await writeFingerprint(path, fingerprint)
    expect(await readFingerprint(path)).toEqual(fingerprint)
  })

  it('may be missing, but not damaged', async () => {
    expect(await readFingerprint(join(temporary, 'absent.json'))).toBeUndefined()
    const path = join(temporary, 'damaged.json')
    await writeFile(path, '{}')
    await expect(readFingerprint(path)).rejects.toMatchObject({ code: 'dataset-invalid' })
  })
})
