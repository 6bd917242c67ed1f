import { describe, expect, it } from 'vitest'
import { createArchitecture } from '../../../src/nets/architecture.ts'
import type { BatchNormForm } from '../../../src/nets/layer.ts'
import type { ParameterShape } from '../../../src/nets/parameter.ts'
import { kerasEfficientNetV2 } from '../../../src/nets/pretrained/keras-efficientnet-v2.ts'
import type { WeightTensor } from '../../../src/nets/pretrained/weights.ts'
import { evaluationGraph } from '../../../src/train/engine/training-graph.ts'

const tensor = (shape: readonly number[], ...data: number[]): WeightTensor => ({
  shape,
  data: Float32Array.from(data),
})

const norm = (layer: string, vectors: Record<string, number[]>) =>
  Object.entries(vectors).map(
    ([kind, data]) => [`${layer}/${kind}`, tensor([data.length], ...data)] as const,
  )

const VARIANCE = [3.999, 0.249]
const weights = new Map([
  ['stem_conv/kernel', tensor([1, 2, 3, 2], 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)],
  ...norm('stem_bn', {
    ...{ gamma: [4, 1], beta: [0.5, -1], moving_mean: [1, 2], moving_variance: VARIANCE },
  }),
  ['block4a_dwconv2/depthwise_kernel', tensor([1, 2, 2, 1], 0, 1, 2, 3)],
  ...norm('block4a_bn', {
    ...{ gamma: [1, 1], beta: [0, 0], moving_mean: [0, 0], moving_variance: VARIANCE },
  }),
  ['block4b_se_reduce/kernel', tensor([1, 1, 2, 1], 5, 6)],
  ['block4b_se_reduce/bias', tensor([1], 7)],
])

/** `block4a` is the first block of the file, `block4b` the second. */
const shapes = (...entries: [string, number[]][]): ParameterShape[] =>
  entries.map(([name, shape]) => ({ name, shape }))

describe('kerasEfficientNetV2', () => {
  it('puts channels first, takes vectors as they are, and leaves the classifier out', () => {
    const parameters = kerasEfficientNetV2(
      weights,
      shapes(
        ['stem.weight', [2, 3, 1, 2]],
        ['stem.scale', [2]],
        ['stem.mean', [2]],
        ['blocks.0.depthwise.weight', [2, 1, 1, 2]],
        ['blocks.0.depthwise.scale', [2]],
        ['blocks.1.squeeze.weight', [1, 2, 1, 1]],
        ['blocks.1.squeeze.bias', [1]],
        ['classifier.weight', [7, 2]],
      ),
    )
    expect(Object.fromEntries([...parameters].map(([name, data]) => [name, [...data]]))).toEqual({
      'stem.weight': [0, 6, 2, 8, 4, 10, 1, 7, 3, 9, 5, 11],
      'stem.scale': [4, 1],
      'stem.mean': [1, 2],
      'blocks.0.depthwise.weight': [0, 2, 1, 3],
      'blocks.0.depthwise.scale': [1, 1],
      'blocks.1.squeeze.weight': [5, 6],
      'blocks.1.squeeze.bias': [7],
    })
  })

  it('folds BatchNorm where the network asks for a bias instead', () => {
    const parameters = kerasEfficientNetV2(
      weights,
      shapes(['stem.weight', [2, 3, 1, 2]], ['stem.bias', [2]]),
    )
    const expected = [0, 12, 4, 16, 8, 20, 2, 14, 6, 18, 10, 22]
    for (const [index, value] of expected.entries()) {
      expect(parameters.get('stem.weight')![index]).toBeCloseTo(value, 4)
    }
    expect(parameters.get('stem.bias')![0]).toBeCloseTo(0.5 - 2, 4)
    expect(parameters.get('stem.bias')![1]).toBeCloseTo(-1 - 4, 4)
  })

  it.each<[BatchNormForm, Map<string, WeightTensor>]>([
    ['folded', weights],
    ['trained', weights],
    ['trained', new Map()],
  ])('refuses weights without the layers of the network, BatchNorm %s', (batchNorm, file) => {
    const options = { architecture: 'efficientnetv2-b0', width: 1, batchNorm } as const
    const architecture = createArchitecture(options)
    const { parameters } = evaluationGraph({ architecture, batch: 1, size: 32, classes: 7 })
    expect(() => kerasEfficientNetV2(file, parameters)).toThrow(
      expect.objectContaining({ code: 'weights-invalid' }),
    )
  })
})
