import { describe, expect, it } from 'vitest'
import { createBuilder } from '../../../src/graph/builder.ts'
import { differentiate } from '../../../src/graph/gradient/differentiate.ts'
import { convolution } from '../../../src/graph/operators/convolution.ts'

describe('differentiate', () => {
  const refused = expect.objectContaining({ code: 'graph-invalid' })

  it('refuses an operator without a rule, a loss of several elements, a parameter that is not used', () => {
    const builder = createBuilder()
    const x = builder.input('x', 'float32', [1])
    const unused = builder.input('unused', 'float32', [1])
    const wide = builder.node('Sigmoid', [builder.input('wide', 'float32', [2])])
    const reciprocal = builder.node('Reciprocal', [x])
    expect(() => differentiate(builder, reciprocal, [x])).toThrow(refused)
    expect(() => differentiate(builder, wide, [x])).toThrow(refused)
    expect(() => differentiate(builder, builder.node('Neg', [x]), [unused])).toThrow(refused)
  })

  it('leaves out what no parameter asks for', () => {
    const builder = createBuilder()
    const x = builder.input('x', 'float32', [1, 1, 2, 2])
    const weight = builder.input('weight', 'float32', [1, 1, 2, 2])
    differentiate(builder, convolution(builder, x, weight, undefined), [weight])
    expect(builder.nodes().map(({ op }) => op)).toEqual(['Conv', 'ConvWeightGradient'])
  })
})
