import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { broadcastConstant, fileShape, transpose } from '../../../src/export/tflite/layout.ts'
import { float32Tensor } from '../../../src/graph/tensor.ts'
import { createRandom } from '../../../src/random.ts'
import { operand } from '../../graph/gradient-check.ts'

const tensorArbitrary = fc
  .tuple(fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 }), fc.integer())
  .map(([shape, seed]) => ({ dtype: 'float32' as const, ...operand(createRandom(seed), shape) }))

const orderOf = (rank: number, seed: number) =>
  createRandom(seed).shuffle(Array.from({ length: rank }, (_, axis) => axis))

describe('transpose', () => {
  it('moves every element to the place with its indices reordered', () => {
    const letters = float32Tensor(Float32Array.of(0, 1, 2, 10, 11, 12), [2, 3])
    expect(transpose(letters, [1, 0])).toEqual({
      dtype: 'float32',
      shape: [3, 2],
      data: Float32Array.of(0, 10, 1, 11, 2, 12),
    })
  })

  it('is undone by the inverse order', () => {
    fc.assert(
      fc.property(tensorArbitrary, fc.integer(), (tensor, seed) => {
        const order = orderOf(tensor.shape.length, seed)
        const inverse = order.map((_, axis) => order.indexOf(axis))
        expect(transpose(transpose(tensor, order), inverse)).toEqual(tensor)
      }),
    )
  })
})

describe('fileShape', () => {
  it('puts the channels of images last and takes one at a time', () => {
    expect(fileShape(['N', 3, 4, 5])).toEqual([1, 4, 5, 3])
    expect(fileShape(['N', 7])).toEqual([1, 7])
    expect(fileShape([2, 7])).toEqual([2, 7])
  })
})

describe('broadcastConstant', () => {
  it('fills the missing axes before it moves the channels', () => {
    const constant = float32Tensor(Float32Array.of(1, 2, 3), [3, 1, 1])
    expect(broadcastConstant(constant, 4)).toMatchObject({ shape: [1, 1, 1, 3] })
    expect(broadcastConstant({ ...constant, shape: [3] }, 4)).toMatchObject({ shape: [1, 1, 3, 1] })
    expect(broadcastConstant({ ...constant, shape: [3] }, 2)).toMatchObject({ shape: [1, 3] })
  })
})
