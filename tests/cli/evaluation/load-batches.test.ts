import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import { BATCH, loadBatches } from '../../../src/cli/evaluation/load-batches.ts'
import { writeSyntheticDataset } from '../../../src/dataset/synthetic/dataset.ts'
import type { Sample } from '../../../src/dataset/types.ts'
import { decodeImage } from '../../../src/image/node/decode.ts'
import { preprocess } from '../../../src/image/preprocess.ts'
import { IMAGENET_MEAN, IMAGENET_STD } from '../../../src/image/types.ts'
import { temporaryFolder } from '../../temporary-folder.ts'

const root = temporaryFolder()
const spec = { size: 32, mean: IMAGENET_MEAN, std: IMAGENET_STD }
const LENGTH = 3 * 32 * 32
let samples: readonly Sample[]

beforeAll(async () => {
  const drawing = { imagesPerClass: 3, width: 96, height: 72 }
  samples = (await writeSyntheticDataset(join(root, 'lesions'), drawing)).samples
})

describe('loadBatches', () => {
  it('gives every picture in its order, the last batch as short as it is', async () => {
    const seen: [start: number, count: number][] = []
    for await (const { start, count, images } of loadBatches(samples, spec)) {
      seen.push([start, count])
      expect(images).toHaveLength(count * LENGTH)
      const last = samples[start + count - 1]!
      const expected = preprocess(await decodeImage(last.path), spec)
      expect(images.subarray((count - 1) * LENGTH)).toEqual(expected)
    }
    expect(seen).toEqual([
      [0, BATCH],
      [BATCH, samples.length - BATCH],
    ])
  })

  it('gives nothing of nothing', async () => {
    for await (const batch of loadBatches([], spec)) expect.unreachable(`${batch.start}`)
  })

  it('reports a broken picture when its batch comes, even if the caller is still at work', async () => {
    const missing = { ...samples[0]!, path: join(root, 'missing.jpg') }
    const broken = [...samples.slice(0, BATCH), missing]
    let batches = 0
    const read = async () => {
      for await (const _ of loadBatches(broken, spec)) {
        batches++
        await wait(300) // the next batch fails meanwhile
      }
    }
    await expect(read()).rejects.toMatchObject({ code: 'file-not-found' })
    expect(batches).toBe(1)
  })
})
