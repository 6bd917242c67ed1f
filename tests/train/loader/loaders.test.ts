import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { writeSyntheticDataset } from '../../../src/dataset/synthetic/dataset.ts'
import type { Sample } from '../../../src/dataset/types.ts'
import { augmentOptionsSchema } from '../../../src/image/augment/options.ts'
import { decodeImage } from '../../../src/image/node/decode.ts'
import { preprocess } from '../../../src/image/preprocess.ts'
import { IMAGENET_MEAN, IMAGENET_STD } from '../../../src/image/types.ts'
import { buildPixelCache } from '../../../src/train/loader/cache.ts'
import { createEvalLoader } from '../../../src/train/loader/eval-loader.ts'
import { createTrainLoader } from '../../../src/train/loader/loader.ts'
import { temporaryFolder } from '../../temporary-folder.ts'

const root = temporaryFolder()
const folder = join(root, 'cache')
const spec = { size: 32, mean: IMAGENET_MEAN, std: IMAGENET_STD }
const LENGTH = 3 * 32 * 32
let samples: readonly Sample[]

beforeAll(async () => {
  const drawing = { imagesPerClass: 1, width: 96, height: 72 }
  samples = (await writeSyntheticDataset(join(root, 'lesions'), drawing)).samples
})

describe('buildPixelCache', () => {
  it('decodes each picture once, shrunk to the short side', async () => {
    const counts: number[] = []
    const options = {
      samples,
      shortSide: 40,
      folder,
      onProgress: (done: number) => counts.push(done),
    }
    const cache = await buildPixelCache(options)
    expect(cache.records).toHaveLength(samples.length)
    for (const { width, height } of cache.records) expect([width, height]).toEqual([53, 40])
    expect(counts.at(-1)).toBe(samples.length)
    counts.length = 0
    expect(await buildPixelCache(options)).toEqual(cache)
    expect(counts).toEqual([])
  })

  it('never takes the cache of other pictures', async () => {
    const first = await buildPixelCache({ samples, shortSide: 40, folder })
    const others = await buildPixelCache({ samples: samples.slice(1), shortSide: 40, folder })
    expect(others.path).not.toBe(first.path)
    expect(others.records).toHaveLength(samples.length - 1)
  })

  it('names the picture that cannot be decoded, and leaves no cache behind', async () => {
    const path = join(root, 'broken.jpg')
    await writeFile(path, 'no picture')
    const broken = [...samples, { id: 'broken', path }]
    const build = () => buildPixelCache({ samples: broken, shortSide: 40, folder })
    await expect(build()).rejects.toMatchObject({ code: 'image-undecodable' })
    await expect(build()).rejects.toMatchObject({ message: expect.stringContaining('broken.jpg') })
    expect((await readdir(folder)).filter((name) => name.endsWith('.tmp'))).toEqual([])
  })

  it('removes what a killed process left of it, and nothing of one that is at work', async () => {
    const { path } = await buildPixelCache({ samples, shortSide: 40, folder })
    const left = (pid: number) => `${path}.${pid}-0123abcd.tmp`
    const ended = spawnSync(process.execPath, ['--version']).pid
    await Promise.all([
      rm(path),
      ...[ended, process.pid].map((pid) => writeFile(left(pid), 'half')),
    ])
    await buildPixelCache({ samples, shortSide: 40, folder })
    expect([ended, process.pid].map((pid) => existsSync(left(pid)))).toEqual([false, true])
    await rm(left(process.pid))
  })

  it('is the same where two are built at once', async () => {
    const whole = await buildPixelCache({ samples, shortSide: 40, folder: join(root, 'alone') })
    const expected = await readFile(whole.path)
    const shared = { samples, shortSide: 40, folder: join(root, 'shared') }
    let second: ReturnType<typeof buildPixelCache> | undefined
    const onProgress = () => {
      second ??= buildPixelCache(shared)
    }
    const first = await buildPixelCache({ ...shared, onProgress })
    expect(await readFile(first.path)).toEqual(expected)
    expect(await second).toEqual(first)
    expect(await readFile(first.path)).toEqual(expected)
    expect(await readdir(shared.folder)).toHaveLength(2)
  })

  it('says where it cannot write', async () => {
    const inTheWay = join(samples[0]!.path, 'cache')
    await expect(
      buildPixelCache({ samples, shortSide: 40, folder: inTheWay }),
    ).rejects.toMatchObject({
      code: 'write-failed',
      message: expect.stringContaining(inTheWay),
    })
  })
})

describe('createTrainLoader', () => {
  it('gives the same view for the same epoch and index, whatever the batch, and others later', async () => {
    const cache = await buildPixelCache({ samples, shortSide: 40, folder })
    const augment = augmentOptionsSchema.parse({})
    const loader = createTrainLoader({ cache, spec, augment, seed: 1 })
    const batch = await loader.load({ epoch: 0, indices: [2, 4] })
    const alone = await loader.load({ epoch: 0, indices: [4] })
    const later = await loader.load({ epoch: 1, indices: [4] })
    await loader.close()
    expect(batch).toHaveLength(2 * LENGTH)
    expect(alone).toEqual(batch.slice(LENGTH))
    expect(later).not.toEqual(alone)
  })

  it('writes into the memory of a spent batch, and leaves nothing of it', async () => {
    const cache = await buildPixelCache({ samples, shortSide: 40, folder })
    const augment = augmentOptionsSchema.parse({})
    const loader = createTrainLoader({ cache, spec, augment, seed: 1 })
    const first = await loader.load({ epoch: 0, indices: [2, 4] })
    const kept = first.slice()
    await loader.load({ epoch: 0, indices: [0, 1], spent: first })
    expect(first).toHaveLength(0)
    const spent = new Float32Array(2 * LENGTH).fill(7)
    expect(await loader.load({ epoch: 0, indices: [2, 4], spent })).toEqual(kept)
    await loader.close()
  })
})

describe('createEvalLoader', () => {
  it('gives what classification gives the network, bit for bit', async () => {
    const loader = createEvalLoader({ samples, spec })
    const batch = await loader.load([3, 0])
    await loader.close()
    for (const [row, index] of [3, 0].entries()) {
      const expected = preprocess(await decodeImage(samples[index]!.path), spec)
      expect(batch.slice(row * LENGTH, (row + 1) * LENGTH)).toEqual(expected)
    }
  })

  it('passes on why a picture cannot be loaded, and goes on', async () => {
    const path = join(root, 'absent.jpg')
    const loader = createEvalLoader({ samples: [{ path }, ...samples], spec })
    await expect(loader.load([0])).rejects.toMatchObject({
      code: 'file-not-found',
      hint: expect.any(String),
    })
    expect(await loader.load([1])).toHaveLength(LENGTH)
    await loader.close()
  })
})
