import { describe, expect, it } from 'vitest'
import { createBuilder } from '../../src/graph/builder.ts'
import { intsAttribute } from '../../src/graph/graph.ts'
import { batchNorm } from '../../src/graph/operators/batch-norm.ts'
import { convolutionLayer, depthwiseLayer, type LayerStyle } from '../../src/nets/layer.ts'

function styled(style: Partial<LayerStyle>, side: number) {
  const builder = createBuilder()
  const asked: [string, readonly number[]][] = []
  const parameter = (name: string, shape: readonly number[]) => {
    asked.push([name, shape])
    return builder.input(name, 'float32', shape)
  }
  const x = builder.input('x', 'float32', ['N', 4, side, side])
  return {
    builder,
    asked,
    x,
    style: { builder, parameter, padding: 'symmetric', norm: undefined, ...style } as LayerStyle,
  }
}

const stem = { name: 'stem', outputs: 6, kernel: 3, stride: 2 }

describe('convolutionLayer', () => {
  it('asks for a weight and a bias where BatchNorm is folded', () => {
    const { asked, builder, style, x } = styled({}, 8)
    expect(convolutionLayer(style, x, stem).shape).toEqual(['N', 6, 4, 4])
    expect(asked).toEqual([
      ['stem.weight', [6, 4, 3, 3]],
      ['stem.bias', [6]],
    ])
    expect(builder.nodes().map(({ op }) => op)).toEqual(['Conv'])
  })

  it('asks for the four vectors of a BatchNorm instead where it has one', () => {
    const norm = { normalize: batchNorm, epsilon: 0.1 }
    const { asked, builder, style, x } = styled({ norm }, 8)
    convolutionLayer(style, x, stem)
    expect(asked.map(([name]) => name)).toEqual([
      'stem.weight',
      'stem.scale',
      'stem.bias',
      'stem.mean',
      'stem.variance',
    ])
    const [filter, normalization] = builder.nodes()
    expect(filter!.inputs).toEqual(['x', 'stem.weight'])
    expect(normalization!.attributes.epsilon).toMatchObject({ value: 0.1 })
  })

  it.each([
    [8, [0, 0, 1, 1]],
    [7, [1, 1, 1, 1]],
  ])('pads an image of %i pixels as TensorFlow does where told to', (side, pads) => {
    const { builder, style, x } = styled({ padding: 'same' }, side)
    convolutionLayer(style, x, stem)
    expect(intsAttribute(builder.nodes()[0]!.attributes, 'pads', [])).toEqual(pads)
  })
})

it('a depthwise layer has one filter a channel', () => {
  const { asked, style, x } = styled({}, 8)
  expect(depthwiseLayer(style, x, { name: 'dw', kernel: 5 }).shape).toEqual(['N', 4, 8, 8])
  expect(asked[0]).toEqual(['dw.weight', [4, 1, 5, 5]])
})
