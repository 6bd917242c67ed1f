import { describe, it } from 'vitest'
import type { Builder } from '../../../src/graph/builder.ts'
import type { Value } from '../../../src/graph/graph.ts'
import { hardSwish, relu6, swish } from '../../../src/graph/operators/activation.ts'
import { batchNormTraining } from '../../../src/graph/operators/batch-norm.ts'
import { convolution, symmetricPads } from '../../../src/graph/operators/convolution.ts'
import { globalAveragePool, linear } from '../../../src/graph/operators/linear.ts'
import { createRandom, type Random } from '../../../src/random.ts'
import { crossEntropy } from '../../../src/train/engine/loss.ts'
import { CURVED_STEP, expectGradient, operand } from '../gradient-check.ts'

/**
 * The bias that shifts each channel's activations into one branch of ReLU6, well away from its kinks: dead, linear,
 * saturated.
 */
const branchBias = (channel: number) => [-6, 3, 12][channel % 3]!

describe('gradient by central differences: networks', () => {
  it.each([1, 2])('a MobileNetV2 block with stride %i', async (stride) => {
    const random = createRandom(stride)
    const [inputs, hidden] = [2, 6]
    const small = (source: Random) => 0.3 * source.normal()
    let channel = 0
    const biasInBranches = () => branchBias(channel++) + 0.1 * random.normal()
    const subject = {
      operands: [
        operand(random, [2, inputs, 4, 4], small),
        operand(random, [hidden, inputs, 1, 1], small),
        operand(random, [hidden], biasInBranches),
        operand(random, [hidden, 1, 3, 3], (source) => 0.03 * source.normal()),
        operand(random, [hidden], biasInBranches),
        operand(random, [inputs, hidden, 1, 1], small),
        operand(random, [inputs], small),
      ],
      build(builder: Builder, operands: Value[]) {
        const [x, expand, expandBias, depthwise, depthwiseBias, project, projectBias] = operands
        const options = { stride, pads: symmetricPads(3), group: hidden }
        const expanded = relu6(builder, convolution(builder, x!, expand!, expandBias))
        const filtered = relu6(
          builder,
          convolution(builder, expanded, depthwise!, depthwiseBias, options),
        )
        const projected = convolution(builder, filtered, project!, projectBias)
        return stride === 1 ? builder.node('Add', [x, projected]) : projected
      },
    }
    await expectGradient(subject, random, CURVED_STEP)
  })

  it('a MobileNetV2 block with BatchNorm in training form and HardSwish', async () => {
    const random = createRandom(11)
    const [inputs, hidden] = [2, 4]
    const norm = (channels: number) => [operand(random, [channels]), operand(random, [channels])]
    const subject = {
      operands: [
        operand(random, [2, inputs, 4, 4]),
        operand(random, [hidden, inputs, 1, 1]),
        ...norm(hidden),
        operand(random, [hidden, 1, 3, 3]),
        ...norm(hidden),
        operand(random, [inputs, hidden, 1, 1]),
        ...norm(inputs),
      ],
      build(builder: Builder, operands: Value[]) {
        const [x, expand, scale1, bias1, spatial, scale2, bias2, project, scale3, bias3] =
          operands as [Value, Value, Value, Value, Value, Value, Value, Value, Value, Value]
        const normalise = (value: Value, scale: Value, bias: Value) => {
          // Any vectors: the running statistics have no part in y.
          const running = { mean: scale, variance: scale }
          return batchNormTraining(builder, value, { scale, bias, ...running }, { epsilon: 0.1 }).y
        }
        const depthwise = { pads: symmetricPads(3), group: hidden }
        const expanded = normalise(convolution(builder, x, expand, undefined), scale1, bias1)
        const filtered = normalise(
          convolution(builder, hardSwish(builder, expanded), spatial, undefined, depthwise),
          scale2,
          bias2,
        )
        const projected = convolution(builder, swish(builder, filtered), project, undefined)
        return builder.node('Add', [x, normalise(projected, scale3, bias3)])
      },
    }
    await expectGradient(subject, random, CURVED_STEP)
  })

  it('a classifier with dropout mask and smoothed, weighted, logit-adjusted cross-entropy', async () => {
    const random = createRandom(5)
    const target = Float32Array.of(0, 1, 0, 0, 0, 1)
    const mask = Float32Array.from({ length: 8 }, (_, i) => (i % 3 === 0 ? 0 : 1.25))
    const subject = {
      operands: [
        operand(random, [2, 4, 3, 3]),
        operand(random, [3, 4]),
        operand(random, [3], (source) => source.normal()),
      ],
      build(builder: Builder, [features, weight, bias]: Value[]) {
        const constant = (data: Float32Array, shape: number[]) =>
          builder.initializer({ dtype: 'float32', shape, data })
        const pooled = globalAveragePool(builder, features!)
        const dropped = builder.node('Mul', [pooled, constant(mask, [2, 4])])
        const logits = linear(builder, dropped, weight!, bias!)
        return crossEntropy(builder, logits, constant(target, [2, 3]), {
          labelSmoothing: 0.1,
          logitAdjustment: [-1, 0, 0.5],
        })
      },
    }
    await expectGradient(subject, random, CURVED_STEP)
  })
})
