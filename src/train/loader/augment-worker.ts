import { openSync, readSync } from 'node:fs'
import { workerData } from 'node:worker_threads'
import { augment } from '../../image/augment/augment.ts'
import type { RgbImage } from '../../image/types.ts'
import { createRandom } from '../../random.ts'
import type { PixelRecord } from './cache.ts'
import type { AugmentRequest, TrainLoaderOptions } from './loader.ts'
import { serve } from './serve.ts'

const AUGMENT_STREAM = 0x6175676d

const { cache, spec, augment: options, seed } = workerData as TrainLoaderOptions
const file = openSync(cache.path, 'r')

serve<AugmentRequest, Float32Array>(({ epoch, indices }) => {
  const length = 3 * spec.size * spec.size
  const batch = new Float32Array(indices.length * length)
  indices.forEach((index, row) => {
    const random = createRandom(AUGMENT_STREAM, seed, epoch, index)
    const out = batch.subarray(row * length, (row + 1) * length)
    augment(readRecord(cache.records[index]!), spec, options, random, out)
  })
  return { body: batch, transfer: [batch.buffer] }
})

function readRecord({ offset, width, height }: PixelRecord): RgbImage {
  const data = new Uint8Array(width * height * 3)
  readSync(file, data, 0, data.length, offset)
  return { width, height, data }
}
