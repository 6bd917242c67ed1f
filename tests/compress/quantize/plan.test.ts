import { describe, expect, it } from 'vitest'
import { layerOf, planQuantization } from '../../../src/compress/quantize/plan.ts'
import { createBuilder } from '../../../src/graph/builder.ts'
import type { Graph, Value } from '../../../src/graph/graph.ts'
import { relu6 } from '../../../src/graph/operators/activation.ts'
import { createRandom } from '../../../src/random.ts'
import { buildNet, LAYERS, randomConvolution } from './nets.ts'

const { dense, denseRelu6, denseRelu, depthwise, residual, hardSwish, pool } = LAYERS
const planOf = (graph: Graph, head?: string) => {
  const { outputs, absorbed, activations } = planQuantization(graph, head)
  return {
    quantized: [...outputs.keys()].map(({ op }) => op),
    absorbed: [...absorbed].map(({ op }) => op),
    activations,
  }
}
const netOf = (...layers: Parameters<typeof buildNet>[0]['layers']) => buildNet({ layers, seed: 1 })

describe('planQuantization', () => {
  it('quantizes convolutions, additions and global pools, and leaves out what saturates with them', () => {
    expect(planOf(netOf(denseRelu6, depthwise, residual, denseRelu, pool))).toMatchObject({
      quantized: ['Conv', 'Conv', 'Conv', 'Add', 'Conv', 'GlobalAveragePool', 'Add'],
      absorbed: ['Clip', 'Clip', 'Relu'],
    })
  })

  it('holds the input, and each value that a quantized node reads or makes, in 8 bits', () => {
    const graph = netOf(denseRelu6, hardSwish, dense)
    const { activations } = planOf(graph)
    const ops = graph.nodes.map(({ op, outputs }) => [op, outputs[0]])
    const made = Object.fromEntries(ops)
    expect(activations).toEqual(['image', made.Clip, made.HardSwish, graph.nodes[3]!.outputs[0]])
  })

  it('keeps a ReLU that is not the only reader, or that saturates elsewhere', () => {
    const clip = (low: number, high: number) => (x: Value) => (builder: Builder) =>
      builder.node('Clip', [x, builder.scalar(low), builder.scalar(high)])
    type Builder = ReturnType<typeof createBuilder>
    const build = (last: (builder: Builder, x: Value) => void) => {
      const builder = createBuilder()
      const image = builder.input('image', 'float32', ['N', 3, 6, 6])
      last(builder, randomConvolution(builder, image, createRandom(1), 'stem', { outputs: 4 }))
      return planOf(builder.finish('net')).absorbed
    }
    const only = (low: number, high: number) =>
      build((builder, x) => builder.output(clip(low, high)(x)(builder)))
    expect(only(0, 6)).toEqual(['Clip'])
    expect(only(-1, 1)).toEqual([])
    expect(only(0, -1)).toEqual([])
    const readTwice = build((builder, x) =>
      builder.output(builder.node('Mul', [x, relu6(builder, x)])),
    )
    expect(readTwice).toEqual([])
    const exposed = build((builder, x) => {
      builder.output(x)
      builder.output(relu6(builder, x))
    })
    expect(exposed).toEqual([])
  })

  it('leaves everything behind the head alone', () => {
    const graph = netOf(denseRelu6, dense, dense)
    const features = graph.nodes[1]!.outputs[0]!
    expect(planOf(graph, features)).toEqual({
      quantized: ['Conv'],
      absorbed: ['Clip'],
      activations: ['image', features],
    })
  })
})

describe('layerOf', () => {
  it('is the layer of the weight that makes a value, or the name of the value', () => {
    const graph = netOf(denseRelu6, residual)
    const plan = planQuantization(graph)
    expect(plan.activations.map((name) => layerOf(plan, name))).toEqual([
      'image',
      'layers.0',
      'layers.1',
      plan.activations[3],
    ])
  })
})
