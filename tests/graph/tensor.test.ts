import { describe, expect, it } from 'vitest'
import { elementCount, float32Tensor, int64Tensor, scalarTensor } from '../../src/graph/tensor.ts'

describe('tensors', () => {
  it('count their elements: one in a scalar, none where a dimension is 0', () => {
    expect([[], [3], [2, 3, 4], [2, 0, 4]].map(elementCount)).toEqual([1, 3, 24, 0])
  })

  it('of float32 refuse data that does not fill the shape', () => {
    const data = Float32Array.of(1, 2)
    expect(float32Tensor(data, [2, 1])).toEqual({ dtype: 'float32', shape: [2, 1], data })
    for (const shape of [[3], [], [2, 2]]) {
      expect(() => float32Tensor(data, shape)).toThrow(
        expect.objectContaining({ code: 'graph-invalid' }),
      )
    }
  })

  it('of integers hold them exactly', () => {
    const largest = Number.MAX_SAFE_INTEGER
    expect(int64Tensor([0, -1, largest])).toEqual({
      dtype: 'int64',
      shape: [3],
      data: BigInt64Array.of(0n, -1n, BigInt(largest)),
    })
  })

  it('of one number have no dimension', () => {
    expect(scalarTensor(0.5)).toEqual({ dtype: 'float32', shape: [], data: Float32Array.of(0.5) })
  })
})
