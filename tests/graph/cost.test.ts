import { describe, expect, it } from 'vitest'
import { loadBundle } from '../../src/classifier/node/load-bundle.ts'
import { storeWeightsAsFloat16, storeWeightsAsInt8 } from '../../src/compress/weight-storage.ts'
import { inferenceGraph } from '../../src/export/inference-graph.ts'
import { createBuilder } from '../../src/graph/builder.ts'
import { countMacs, countParameters, macsOf } from '../../src/graph/cost.ts'
import { int, type Value } from '../../src/graph/graph.ts'
import { readOnnx } from '../../src/graph/onnx/read.ts'
import { convolution } from '../../src/graph/operators/convolution.ts'
import { float32Tensor } from '../../src/graph/tensor.ts'
import { mobileNetV2Architecture } from '../../src/nets/architecture.ts'
import { initializeParameters } from '../../src/nets/initialize.ts'
import { evaluationGraph } from '../../src/train/engine/training-graph.ts'

const zeros = (...shape: number[]) =>
  float32Tensor(new Float32Array(shape.reduce((a, b) => a * b, 1)), shape)

describe('countMacs', () => {
  const mobileNet = (size: number, classes: number) =>
    countMacs(
      evaluationGraph({ architecture: mobileNetV2Architecture(), batch: 1, size, classes }).graph,
    )

  it('counts the published 300 million of MobileNetV2 at 224 pixels and 1000 classes', () => {
    expect(mobileNet(224, 1000) / 1e6).toBeCloseTo(300.8, 1)
  })

  it('goes with the area of the image, up to the classifier', () => {
    const classifier = 1280 * 7
    expect(mobileNet(64, 7) - classifier).toBe(4 * (mobileNet(32, 7) - classifier))
  })

  it('is that of one example, whatever the batch is called', () => {
    const macs = (batch: number | string) => {
      const builder = createBuilder()
      const x = builder.input('x', 'float32', [batch, 4, 5, 5])
      convolution(builder, x, builder.initializer(zeros(6, 4, 3, 3)), undefined)
      return countMacs(builder.finish('net'))
    }
    expect(macs('N')).toBe(3 * 3 * 6 * 4 * 9)
    expect(macs(1)).toBe(macs('N'))
  })

  it('counts every operator by its definition, and nothing for the others', () => {
    const builder = createBuilder()
    const x = builder.input('x', 'float32', ['N', 4, 5, 5])
    const a = builder.input('a', 'float32', [7, 3])
    const weight = (...shape: number[]) => builder.initializer(zeros(...shape))
    const made: Value[] = [
      convolution(builder, x, weight(8, 2, 3, 3), undefined, { group: 2 }),
      builder.node('ConvTranspose', [x, weight(4, 6, 2, 2)]),
      builder.node('Gemm', [a, weight(5, 3)], { transB: int(1) }),
      builder.node('Gemm', [a, weight(7, 5)], { transA: int(1) }),
      builder.node('MatMul', [a, weight(3, 2)]),
      builder.node('Add', [x, x]),
    ]
    const graph = builder.finish('net')
    const counted = made.map(({ name }) =>
      macsOf(graph, graph.nodes.find(({ outputs }) => outputs[0] === name)!),
    )
    const expected = [8 * 9 * 2 * 9, 4 * 25 * 6 * 4, 7 * 5 * 3, 3 * 5 * 7, 7 * 2 * 3, 0]
    expect(counted).toEqual(expected)
    expect(countMacs(graph)).toBe(expected.reduce((sum, macs) => sum + macs))
  })
})

describe('countParameters', () => {
  const architecture = mobileNetV2Architecture(0.35)
  const shapes = evaluationGraph({ architecture, batch: 1, size: 32, classes: 7 }).parameters
  const parameters = initializeParameters(shapes, 1)
  const graph = inferenceGraph({ architecture, size: 32, classes: 7, parameters })
  const learnt = [...parameters.values()].reduce((sum, { length }) => sum + length, 0)

  it('counts what was learnt, and no constants of the graph', () => {
    expect(countParameters(graph)).toBe(learnt)
  })

  it('does not depend on how weights are stored', () => {
    expect(countParameters(storeWeightsAsInt8(graph))).toBe(learnt)
    expect(countParameters(storeWeightsAsFloat16(graph))).toBe(learnt)
  })

  it('counts a shared tensor once', () => {
    const builder = createBuilder()
    const weight = builder.initializer(zeros(4, 4, 1, 1))
    const x = builder.input('x', 'float32', ['N', 4, 5, 5])
    convolution(builder, convolution(builder, x, weight, undefined), weight, undefined)
    expect(countParameters(builder.finish('net'))).toBe(16)
  })

  it('is the same for the float32 and the int8 model that ship', async () => {
    const [float32, int8] = await Promise.all(
      (['float32', 'int8'] as const).map(
        async (precision) =>
          readOnnx((await loadBundle('models/mobilenet-v2', precision)).model).graph,
      ),
    )
    expect(countParameters(int8!)).toBe(countParameters(float32!))
    expect(countMacs(int8!)).toBe(countMacs(float32!))
  })
})
