import { describe, expect, it } from 'vitest'
import { int } from '../../../src/graph/graph.ts'
import type { DataType } from '../../../src/graph/tensor.ts'
import { expectRefused, infer } from './infer.ts'

const x = ['N', 3, 4, 4]
const of = (dtype: DataType, shape: readonly number[] = []) => ({ dtype, shape })

describe('type of QuantizeLinear', () => {
  it('is that of the zero point, uint8 without one', () => {
    expect(infer('QuantizeLinear', [x, []])).toEqual({ dtype: 'uint8', shape: x })
    expect(infer('QuantizeLinear', [x, [], of('int8')])).toEqual({ dtype: 'int8', shape: x })
  })

  it.each([
    ['int32', [x, [], of('int32')], {}],
    ['what is no float32', [of('float64', [2]), []], {}],
    ['a scale that is no float32', [x, of('float64')], {}],
    ['a scale for each index of another axis', [x, [4]], {}],
    ['a scale along an axis that is not there', [x, [3]], { axis: int(4) }],
    ['a zero point that does not fit the scale', [x, [3], of('uint8')], {}],
    ['no scale', [x], {}],
  ])('refuses %s', (_, inputs, attributes) => {
    expectRefused('QuantizeLinear', inputs, attributes)
  })
})

describe('type of DequantizeLinear', () => {
  it.each(['uint8', 'int8', 'int32'] as const)('is float32, from %s', (dtype) => {
    const weight = of(dtype, [8, 3, 1, 1])
    expect(infer('DequantizeLinear', [weight, []])).toEqual({
      dtype: 'float32',
      shape: weight.shape,
    })
    const scales = [weight, [8], of(dtype, [8])]
    expect(infer('DequantizeLinear', scales, { axis: int(0) }).shape).toEqual(weight.shape)
  })

  it.each([
    ['float32', [x, []]],
    ['a zero point of another type', [of('uint8', [2]), [], of('int8')]],
    ['a scale for each index of another axis', [of('int8', [8, 3]), [8]]],
  ])('refuses %s', (_, inputs) => {
    expectRefused('DequantizeLinear', inputs)
  })
})
