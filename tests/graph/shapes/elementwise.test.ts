import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { int } from '../../../src/graph/graph.ts'
import { DATA_TYPES } from '../../../src/graph/onnx/schema.ts'
import { broadcastShapes } from '../../../src/graph/shapes/elementwise.ts'
import { expectRefused, expectShape, infer } from './infer.ts'

describe('broadcastShapes', () => {
  it('aligns at the end and stretches 1, whichever side comes first', () => {
    expect(broadcastShapes([2, 1, 4], [3, 1])).toEqual([2, 3, 4])
    expect(broadcastShapes(['N', 3], [1, 1, 1])).toEqual([1, 'N', 3])
    expect(broadcastShapes([], [2])).toEqual([2])
    expect(broadcastShapes([2], [3])).toBeUndefined()
    expect(broadcastShapes(['N'], [3])).toBeUndefined()
    const shape = fc.array(fc.constantFrom(1, 2, 3, 'N'), { maxLength: 4 })
    fc.assert(
      fc.property(shape, shape, (left, right) => {
        expect(broadcastShapes(left, right)).toEqual(broadcastShapes(right, left))
        expect(broadcastShapes(left, left)).toEqual(left)
      }),
    )
  })
})

describe('shapes of elementwise operators', () => {
  const flags = { dtype: 'bool', shape: ['N', 1] } as const

  it('broadcast', () => {
    expectShape(['N', 3], 'Mul', [['N', 1], [3]])
    expect(infer('Greater', [['N', 3], []])).toEqual({ dtype: 'bool', shape: ['N', 3] })
    expectShape(['N', 3], 'Where', [flags, [3], []])
    expectShape(['N', 3], 'Clip', [['N', 3], [], undefined])
  })

  it('take the data type that a cast says', () => {
    expect(infer('Cast', [[2]], { to: int(DATA_TYPES.int8) })).toEqual({
      dtype: 'int8',
      shape: [2],
    })
    expectRefused('Cast', [[2]], { to: int(99) })
  })

  it.each([
    ['Add', 'shapes that do not broadcast', [[2], [3]]],
    ['Add', 'a single operand', [[2]]],
    ['Add', 'three operands', [[2], [2], [2]]],
    ['Add', 'data types that differ', [[2], { ints: [1, 2] }]],
    ['Less', 'data types that differ', [[2], { ints: [1, 2] }]],
    ['Where', 'a condition of numbers', [[2], [2], [2]]],
    ['Where', 'branches of different types', [flags, [3], { ints: [1, 2, 3] }]],
    ['Clip', 'bounds that are no scalars', [[2], [1]]],
    ['Clip', 'bounds of another type', [[2], { dtype: 'int64', shape: [] } as const]],
    ['Neg', 'no operand', []],
  ])('%s refuses %s', (op, _, inputs) => {
    expectRefused(op, inputs)
  })
})
