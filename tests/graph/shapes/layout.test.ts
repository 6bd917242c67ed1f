import { describe, it } from 'vitest'
import { int, ints } from '../../../src/graph/graph.ts'
import { expectRefused, expectShape } from './infer.ts'

const x = ['N', 3, 4]

describe('shape of Reshape', () => {
  it('copies for 0 and infers for -1', () => {
    expectShape(['N', 12], 'Reshape', [x, { ints: [0, -1] }])
    expectShape(['N', 12], 'Reshape', [x, { ints: [-1, 12] }])
    expectShape(['N', 1, 3, 4], 'Reshape', [x, { ints: [0, 1, 3, 4] }])
    expectShape([2, 3], 'Reshape', [[6], { ints: [2, -1] }])
  })

  it.each([
    ['another number of elements', [[6], { ints: [4] }]],
    ['a shape that does not divide', [[6], { ints: [4, -1] }]],
    ['two unknown dimensions', [[6], { ints: [-1, -1] }]],
    ['a negative dimension', [[6], { ints: [-2, -3] }]],
    ['a copy of a dimension that is not there', [[6], { ints: [6, 0] }]],
    ['an unknown batch as a number', [x, { ints: [2, 12] }]],
    ['a shape that is no constant', [[6], { dtype: 'int64', shape: [1] } as const]],
  ])('refuses %s', (_, inputs) => {
    expectRefused('Reshape', inputs)
  })
})

describe('shape of Transpose', () => {
  it('orders the axes, reversed by default', () => {
    expectShape([4, 'N', 3], 'Transpose', [x], { perm: ints([2, 0, 1]) })
    expectShape([4, 3, 'N'], 'Transpose', [x])
  })

  it.each([
    ['an axis too few', [0, 1]],
    ['an axis twice', [0, 1, 1]],
    ['an axis that is not there', [0, 1, 3]],
  ])('refuses %s', (_, perm) => {
    expectRefused('Transpose', [x], { perm: ints(perm) })
  })
})

describe('shape of reductions', () => {
  it('keep or drop the axes, all of them by default', () => {
    expectShape(['N', 1, 4], 'ReduceSum', [x, { ints: [1] }])
    expectShape(['N', 4], 'ReduceMean', [x, { ints: [-2] }], { keepdims: int(0) })
    expectShape([], 'ReduceSum', [x], { keepdims: int(0) })
  })

  it('refuse axes that are not there', () => {
    expectRefused('ReduceSum', [x, { ints: [3] }])
    expectRefused('ReduceMean', [x, { ints: [-4] }])
    expectRefused('ReduceMean', [x, { ints: [1, -2] }])
  })
})

describe('shape of Pad', () => {
  it('grows by the pads, shrinks by negative ones', () => {
    expectShape(['N', 6, 2], 'Pad', [x, { ints: [0, 1, 0, 0, 2, -2] }])
  })

  it('refuses pads for other axes, of an unknown length, or beyond what there is', () => {
    expectRefused('Pad', [x, { ints: [1, 1] }])
    expectRefused('Pad', [x, { ints: [1, 0, 0, 0, 0, 0] }])
    expectRefused('Pad', [x, { ints: [0, 0, -5, 0, 0, 0] }])
  })
})

describe('shape of Slice', () => {
  const slice = (start: number, end: number, axis: number, step: number) =>
    [start, end, axis, step].map((value) => ({ ints: [value] }))

  it('clamps to what there is, forwards and backwards', () => {
    expectShape(['N', 3, 2], 'Slice', [x, ...slice(1, 3, 2, 1)])
    expectShape(['N', 3, 2], 'Slice', [x, ...slice(0, 100, -1, 2)])
    expectShape(['N', 3, 4], 'Slice', [x, ...slice(-1, -1000, 2, -1)])
    expectShape(['N', 3, 0], 'Slice', [x, ...slice(3, 1, 2, 1)])
  })

  it('refuses a step of 0, an unknown length and lists that differ', () => {
    expectRefused('Slice', [x, ...slice(0, 1, 2, 0)])
    expectRefused('Slice', [x, ...slice(0, 1, 0, 1)])
    const lists = [{ ints: [0] }, { ints: [1, 1] }, { ints: [1, 2] }, { ints: [1, 1] }]
    expectRefused('Slice', [x, ...lists])
  })
})
