import { describe, expect, it } from 'vitest'
import { createBuilder } from '../../../src/graph/builder.ts'
import { convolution } from '../../../src/graph/operators/convolution.ts'
import { withInitializers } from '../../../src/graph/rewrite/with-initializers.ts'
import { float32Tensor } from '../../../src/graph/tensor.ts'

const weight = (outputs: number, inputs: number) =>
  float32Tensor(new Float32Array(outputs * inputs).fill(1), [outputs, inputs, 1, 1])

function twoConvolutions() {
  const builder = createBuilder()
  const image = builder.input('image', 'float32', ['N', 3, 4, 4])
  const hidden = convolution(builder, image, builder.initializer(weight(6, 3), 'first'), undefined)
  builder.output(
    convolution(builder, hidden, builder.initializer(weight(2, 6), 'second'), undefined),
  )
  return builder.finish('net')
}

describe('withInitializers', () => {
  const graph = twoConvolutions()

  it('infers the types of what depends on the new tensors', () => {
    const replaced = new Map([
      ['first', weight(4, 3)],
      ['second', weight(2, 4)],
    ])
    const narrow = withInitializers(graph, replaced)
    expect(narrow.values.get(graph.nodes[0]!.outputs[0]!)!.shape).toEqual(['N', 4, 4, 4])
    expect(narrow.outputs).toEqual(graph.outputs)
    expect(narrow.initializers.get('first')).toBe(replaced.get('first'))
  })

  it('changes nothing where nothing is replaced', () => {
    expect(withInitializers(graph, new Map())).toEqual(graph)
  })

  it('refuses shapes that do not fit together', () => {
    expect(() => withInitializers(graph, new Map([['first', weight(4, 3)]]))).toThrow(
      expect.objectContaining({ code: 'graph-invalid' }),
    )
  })
})
