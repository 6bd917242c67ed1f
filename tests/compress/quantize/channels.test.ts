import { expect, it } from 'vitest'
import { foldChannels } from '../../../src/compress/quantize/channels.ts'
import { float32Tensor } from '../../../src/graph/tensor.ts'

it('folds all positions of all images into their channel', () => {
  const x = float32Tensor(Float32Array.of(1, 2, 3, 4, 5, 6, 7, -8), [2, 2, 1, 2])
  const sums = Float64Array.of(0, 100)
  foldChannels(x, sums, (sum, value) => sum + value)
  expect([...sums]).toEqual([1 + 2 + 5 + 6, 100 + 3 + 4 + 7 - 8])
})
