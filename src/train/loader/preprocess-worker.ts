import { workerData } from 'node:worker_threads'
import { decodeImage } from '../../image/node/decode.ts'
import { preprocess } from '../../image/preprocess.ts'
import type { InputSpec } from '../../image/types.ts'
import { serve } from './serve.ts'

const { paths, spec } = workerData as {
  readonly paths: readonly string[]
  readonly spec: InputSpec
}

serve<readonly number[], Float32Array>(async (indices) => {
  const length = 3 * spec.size * spec.size
  const batch = new Float32Array(indices.length * length)
  for (const [row, index] of indices.entries()) {
    const out = batch.subarray(row * length, (row + 1) * length)
    preprocess(await decodeImage(paths[index]!), spec, out)
  }
  return { body: batch, transfer: [batch.buffer] }
})
