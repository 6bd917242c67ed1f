import { describe, it } from 'vitest'
import { int } from '../../../src/graph/graph.ts'
import { expectRefused, expectShape } from './infer.ts'

describe('shape of Gemm', () => {
  it('multiplies, either side transposed', () => {
    expectShape(['N', 5], 'Gemm', [
      ['N', 3],
      [3, 5],
    ])
    expectShape(['N', 5], 'Gemm', [['N', 3], [5, 3], [5]], { transB: int(1) })
    expectShape(
      [2, 5],
      'Gemm',
      [
        [3, 2],
        [3, 5],
        [2, 1],
      ],
      { transA: int(1) },
    )
  })

  it.each([
    [
      'inner dimensions that differ',
      [
        [2, 3],
        [4, 5],
      ],
    ],
    [
      'rank 3',
      [
        [1, 2, 3],
        [3, 5],
      ],
    ],
    ['a bias that does not broadcast', [[2, 3], [3, 5], [3]]],
    [
      'a bias larger than the product',
      [
        [1, 3],
        [3, 5],
        [2, 5],
      ],
    ],
  ])('refuses %s', (_, inputs) => {
    expectRefused('Gemm', inputs)
  })
})

describe('shape of MatMul', () => {
  it('broadcasts the batch axes', () => {
    expectShape([4, 'N', 2, 5], 'MatMul', [
      ['N', 2, 3],
      [4, 1, 3, 5],
    ])
  })

  it('refuses inner or batch dimensions that differ, and vectors', () => {
    expectRefused('MatMul', [
      [2, 3],
      [4, 5],
    ])
    expectRefused('MatMul', [
      [2, 2, 3],
      [3, 3, 5],
    ])
    expectRefused('MatMul', [[3], [3, 5]])
  })
})
