import { describe, expect, it } from 'vitest'
import { findChannelGroups } from '../../../src/compress/prune/channel-groups.ts'
import { inferenceGraph } from '../../../src/export/inference-graph.ts'
import { createBuilder } from '../../../src/graph/builder.ts'
import { batchNorm } from '../../../src/graph/operators/batch-norm.ts'
import { convolution } from '../../../src/graph/operators/convolution.ts'
import { float32Tensor } from '../../../src/graph/tensor.ts'
import { mobileNetV2Architecture } from '../../../src/nets/architecture.ts'
import { initializeParameters } from '../../../src/nets/initialize.ts'
import { evaluationGraph } from '../../../src/train/engine/training-graph.ts'
import { LAYERS } from '../quantize/nets.ts'
import { invertedResidual, layeredNet } from './nets.ts'

const namesOf = (graph: Parameters<typeof findChannelGroups>[0]) =>
  findChannelGroups(graph).map(({ name }) => name)

describe('findChannelGroups', () => {
  it('finds the hidden channels of every inverted residual of MobileNetV2, and nothing else', () => {
    const architecture = mobileNetV2Architecture(0.35)
    const shapes = evaluationGraph({ architecture, batch: 1, size: 32, classes: 7 }).parameters
    const parameters = initializeParameters(shapes, 1)
    const groups = findChannelGroups(
      inferenceGraph({ architecture, size: 32, classes: 7, parameters }),
    )
    const blocks = Array.from({ length: 16 }, (_, index) => `blocks.${index + 1}`)
    expect(groups.map(({ name }) => name)).toEqual(blocks.map((block) => `${block}.expand`))
    for (const [index, { channels, made, read }] of groups.entries()) {
      const block = blocks[index]
      expect(channels).toBe(shapes.find(({ name }) => name === `${block}.expand.weight`)!.shape[0])
      const parts = ['expand.weight', 'expand.bias', 'depthwise.weight', 'depthwise.bias']
      expect(made).toEqual(parts.map((part) => ({ tensor: `${block}.${part}`, axis: 0 })))
      expect(read).toEqual([{ tensor: `${block}.project.weight`, axis: 1 }])
    }
  })

  it('leaves the widths that a residual sum shares', () => {
    const { dense, residual } = LAYERS
    const plain = layeredNet([dense, LAYERS.denseRelu, invertedResidual(8), dense])
    expect(namesOf(plain)).toEqual(['layers.2.expand'])
    const without = layeredNet([dense, LAYERS.denseRelu, dense])
    expect(namesOf(without)).toEqual(['layers.1'])
    expect(namesOf(layeredNet([dense, LAYERS.denseRelu, residual, dense]))).toEqual([])
  })

  it('leaves what the image is read by, what is an output, and linear bottlenecks', () => {
    const { dense, denseRelu, denseRelu6 } = LAYERS
    expect(namesOf(layeredNet([denseRelu6, dense]))).toEqual([])
    expect(namesOf(layeredNet([denseRelu6, denseRelu]))).toEqual([])
    expect(namesOf(layeredNet([denseRelu6, dense, dense]))).toEqual([])
    expect(namesOf(layeredNet([denseRelu6, denseRelu, dense]))).toEqual(['layers.1'])
  })

  /** image -> stem -> middle -> what is under test -> last */
  const around = (
    test: (on: ReturnType<typeof createBuilder>, x: ReturnType<typeof convolution>) => typeof x,
  ) => {
    const builder = createBuilder()
    const weight = (name: string, ...shape: number[]) =>
      builder.initializer(
        float32Tensor(new Float32Array(shape.reduce((a, b) => a * b)), shape),
        name,
      )
    const image = builder.input('image', 'float32', ['N', 3, 6, 6])
    const stem = convolution(builder, image, weight('stem.weight', 4, 3, 1, 1), undefined)
    const middle = convolution(builder, stem, weight('middle.weight', 4, 4, 1, 1), undefined)
    const tested = test(builder, builder.node('Relu', [middle]))
    const last = convolution(
      builder,
      tested,
      weight('last.weight', 2, tested.shape[1] as number, 1, 1),
      undefined,
    )
    builder.output(last)
    return builder.finish('net')
  }
  const vector = (on: ReturnType<typeof createBuilder>, length = 4) =>
    on.initializer(float32Tensor(new Float32Array(length), [length]))

  it('takes normalizations along', () => {
    const graph = around((on, x) =>
      batchNorm(on, x, {
        scale: vector(on),
        bias: vector(on),
        mean: vector(on),
        variance: vector(on),
      }),
    )
    const [group, ...others] = findChannelGroups(graph)
    expect(others).toEqual([])
    expect(group).toMatchObject({ name: 'middle', channels: 4 })
    expect(group!.made).toHaveLength(1 + 4)
  })

  it('follows scalars, and leaves channels that meet anything it cannot follow', () => {
    expect(namesOf(around((_, x) => x))).toEqual(['middle'])
    expect(namesOf(around((on, x) => on.node('Mul', [x, on.scalar(2)])))).toEqual(['middle'])
    expect(namesOf(around((on, x) => on.node('Softmax', [x])))).toEqual([])
    const perChannel = float32Tensor(new Float32Array(4), [1, 4, 1, 1])
    expect(namesOf(around((on, x) => on.node('Add', [x, on.initializer(perChannel)])))).toEqual([])
    const grouped = (on: ReturnType<typeof createBuilder>, x: ReturnType<typeof convolution>) =>
      convolution(
        on,
        x,
        on.initializer(float32Tensor(new Float32Array(8), [4, 2, 1, 1])),
        undefined,
        { group: 2 },
      )
    expect(namesOf(around(grouped))).toEqual([])
  })

  it('leaves channels whose parameters something else reads too', () => {
    const graph = around((on, x) => {
      const shared = on.initializer(
        float32Tensor(new Float32Array(16), [4, 4, 1, 1]),
        'shared.weight',
      )
      return convolution(on, convolution(on, x, shared, undefined), shared, undefined)
    })
    expect(namesOf(graph)).toEqual([])
  })
})
