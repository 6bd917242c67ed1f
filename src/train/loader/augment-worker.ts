import { openSync, readSync } from 'node:fs'
import { workerData } from 'node:worker_threads'
import { createAugment } from '../../image/augment/augment.ts'
import type { RgbImage } from '../../image/types.ts'
import { createRandom } from '../../random.ts'
import type { PixelRecord } from './cache.ts'
import type { AugmentRequest, TrainLoaderOptions } from './loader.ts'
import { serve } from './serve.ts'

const AUGMENT_STREAM = 0x6175676d

const { cache, spec, augment: options, seed } = workerData as TrainLoaderOptions
const file = openSync(cache.path, 'r')
const augment = createAugment(spec, options)
const source = new Uint8Array(
  cache.records.reduce((largest, record) => Math.max(largest, recordLength(record)), 0),
)

serve<AugmentRequest, Float32Array<ArrayBuffer>>(({ epoch, indices, spent }) => {
  const length = 3 * spec.size * spec.size
  const batch = spent ?? new Float32Array(indices.length * length)
  indices.forEach((index, row) => {
    const random = createRandom(AUGMENT_STREAM, seed, epoch, index)
    const out = batch.subarray(row * length, (row + 1) * length)
    augment(readRecord(cache.records[index]!), random, out)
  })
  return { body: batch, transfer: [batch.buffer] }
})

/** The picture, until the next one is read. */
function readRecord(record: PixelRecord): RgbImage {
  const { offset, width, height } = record
  const data = source.subarray(0, recordLength(record))
  readSync(file, data, 0, data.length, offset)
  return { width, height, data }
}

function recordLength({ width, height }: PixelRecord): number {
  return width * height * 3
}
