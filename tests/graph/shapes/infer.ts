import { expect } from 'vitest'
import { createBuilder } from '../../../src/graph/builder.ts'
import type { Attributes, Shape } from '../../../src/graph/graph.ts'
import type { DataType } from '../../../src/graph/tensor.ts'

/** Shape of a float32 input, a typed input, the elements of an int64 constant, or nothing for an input left out. */
export type InputSpec =
  | Shape
  | { readonly dtype: DataType; readonly shape: Shape }
  | { readonly ints: readonly number[] }
  | undefined

/** The type of an operator's output. */
export function infer(op: string, inputs: readonly InputSpec[], attributes: Attributes = {}) {
  const builder = createBuilder()
  const values = inputs.map((spec, index) => {
    if (spec === undefined) return undefined
    if ('ints' in spec) return builder.ints(spec.ints)
    const { dtype, shape } = 'dtype' in spec ? spec : { dtype: 'float32' as const, shape: spec }
    return builder.input(`x_${index}`, dtype, shape)
  })
  const { dtype, shape } = builder.node(op, values, attributes)
  return { dtype, shape }
}

export function expectShape(
  shape: Shape,
  op: string,
  inputs: readonly InputSpec[],
  attributes?: Attributes,
) {
  expect(infer(op, inputs, attributes)).toEqual({ dtype: 'float32', shape })
}

export function expectRefused(op: string, inputs: readonly InputSpec[], attributes?: Attributes) {
  expect(() => infer(op, inputs, attributes)).toThrow(
    expect.objectContaining({ code: 'graph-invalid', message: expect.stringContaining(op) }),
  )
}
