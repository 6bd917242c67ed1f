import { describe, expect, it } from 'vitest'
import type { Graph } from '../../src/graph/graph.ts'
import { elementCount } from '../../src/graph/tensor.ts'
import { mobileNetV2Architecture } from '../../src/nets/architecture.ts'
import { mobileNetV2 } from '../../src/nets/mobilenet-v2.ts'
import { evaluationGraph } from '../../src/train/engine/training-graph.ts'

const imageNet = (width: number) =>
  evaluationGraph({
    architecture: mobileNetV2Architecture(width),
    batch: 1,
    size: 224,
    classes: 1000,
  })

const count = (graph: Graph, op: string) => graph.nodes.filter((node) => node.op === op).length

/** Multiply-adds of the convolutions and the classifier. */
function multiplyAdds({ nodes, values }: Graph): number {
  const shapeOf = (name: string) => values.get(name)!.shape as number[]
  const costs = nodes.map(({ op, inputs, outputs }) => {
    if (op !== 'Conv' && op !== 'Gemm') return 0
    return elementCount(shapeOf(inputs[1]!)) * elementCount(shapeOf(outputs[0]!).slice(2))
  })
  return costs.reduce((total, cost) => total + cost, 0)
}

describe('mobileNetV2', () => {
  it('has as many parameters as the network of torchvision, which keeps BatchNorm apart', () => {
    const { parameters } = imageNet(1)
    const folded = parameters.reduce((total, { shape }) => total + elementCount(shape), 0)
    const channels = parameters
      .filter(({ name }) => name.endsWith('.bias') && name !== 'classifier.bias')
      .reduce((total, { shape }) => total + elementCount(shape), 0)
    expect(folded + channels).toBe(3_504_872)
  })

  it.each([
    [0.35, 59, 1.66],
    [0.5, 97, 1.95],
    [0.75, 209, 2.61],
    [1, 301, 3.47],
    [1.3, 509, 5.34],
    [1.4, 582, 6.06],
  ])(
    '%f wide: %i million multiply-adds and %f million weights, as in the table of TF-Slim',
    (width, operations, weights) => {
      const { graph, parameters } = imageNet(width)
      const counted = parameters.filter(
        ({ name }) => name.endsWith('.weight') || name === 'classifier.bias',
      )
      const total = counted.reduce((sum, { shape }) => sum + elementCount(shape), 0)
      expect(Math.round(multiplyAdds(graph) / 1e6)).toBe(operations)
      expect(total / 1e6).toBeCloseTo(weights, 2)
    },
  )

  it('has 52 convolutions, 10 of 17 blocks with a shortcut, and shrinks the image 32 times', () => {
    const { graph } = imageNet(1)
    expect(count(graph, 'Conv')).toBe(52)
    expect(count(graph, 'Clip')).toBe(35)
    expect(count(graph, 'Add')).toBe(10)
    expect(mobileNetV2().blocks).toHaveLength(17)
    const pooled = graph.nodes.find(({ op }) => op === 'GlobalAveragePool')!
    expect(graph.values.get(pooled.inputs[0]!)!.shape).toEqual([1, 1280, 7, 7])
  })

  it('narrows every layer but the head, which only widens', () => {
    const narrow = mobileNetV2(0.35)
    expect([narrow.stemChannels, narrow.headChannels]).toEqual([16, 1280])
    expect(narrow.blocks.map(({ outputChannels }) => outputChannels)).toEqual([
      8, 8, 8, 16, 16, 16, 24, 24, 24, 24, 32, 32, 32, 56, 56, 56, 112,
    ])
    expect(mobileNetV2(1.4).headChannels).toBe(1792)
  })
})
