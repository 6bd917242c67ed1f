import fc from 'fast-check'
import { describe, it } from 'vitest'
import type { Builder } from '../../../../src/graph/builder.ts'
import type { Value } from '../../../../src/graph/graph.ts'
import { relu6 } from '../../../../src/graph/operators/activation.ts'
import { convolution, symmetricPads } from '../../../../src/graph/operators/convolution.ts'
import { globalAveragePool } from '../../../../src/graph/operators/linear.ts'
import { createRandom } from '../../../../src/random.ts'
import { detectBlockSize } from '../../../../src/train/engine/block-size.ts'
import {
  type Channels,
  type ConvolutionCase,
  convolutionArbitrary,
  convolutionSubject,
  outputSize,
} from '../../convolution-arbitrary.ts'
import { operand } from '../../gradient-check.ts'
import { expectSameGradients } from './same-gradients.ts'

const block = await detectBlockSize()

const channels = (
  groups: readonly number[],
  inputs: readonly number[],
  outputs: readonly number[],
): fc.Arbitrary<Channels> =>
  fc.record({
    groups: fc.constantFrom(...groups),
    inputsPerGroup: fc.constantFrom(...inputs),
    outputsPerGroup: fc.constantFrom(...outputs),
  })

const pointwise = (options: ConvolutionCase): ConvolutionCase => ({
  ...options,
  kernel: [1, 1],
  stride: 1,
  pads: [0, 0, 0, 0],
})

describe.skipIf(block === 0)(`convolutions in blocks of ${block} channels`, () => {
  const whole = [block, 2 * block]

  it.each([
    ['pointwise', convolutionArbitrary(channels([1], whole, whole)).map(pointwise)],
    ['depthwise', convolutionArbitrary(channels(whole, [1], [1]))],
    ['dense', convolutionArbitrary(channels([1], whole, whole))],
    ['dense with few input channels', convolutionArbitrary(channels([1], [1, 3], whole))],
    ['grouped', convolutionArbitrary(channels([2], whole, whole))],
    ['of channels that fill no block', convolutionArbitrary(channels([1], [5], [block + 1]))],
  ])('%s: the same gradients as in NCHW', async (_, arbitrary) => {
    await fc.assert(
      fc.asyncProperty(arbitrary, async (options) => {
        const { batch, groups, outputsPerGroup } = options
        const outputShape = [batch, groups * outputsPerGroup, ...outputSize(options)]
        await expectSameGradients(convolutionSubject(options), outputShape, block)
      }),
      { numRuns: 25 },
    )
  })

  it.each([1, 2])('a stem and a residual block with stride %i', async (stride) => {
    const random = createRandom(stride)
    const weight = (...shape: number[]) => operand(random, shape, (r) => 0.3 * r.normal())
    const hidden = 2 * block
    const subject = {
      operands: [
        weight(2, 3, 9, 9),
        weight(block, 3, 3, 3),
        weight(block),
        weight(hidden, block, 1, 1),
        weight(hidden),
        weight(hidden, 1, 3, 3),
        weight(hidden),
        weight(block, hidden, 1, 1),
        weight(block),
      ],
      build(builder: Builder, operands: Value[]) {
        const [image, stem, stemBias, expand, expandBias, spatial, spatialBias, project, bias] =
          operands
        const down = { stride: 2, pads: symmetricPads(3) }
        const x = relu6(builder, convolution(builder, image!, stem!, stemBias, down))
        const expanded = relu6(builder, convolution(builder, x, expand!, expandBias))
        const depthwise = { stride, pads: symmetricPads(3), group: hidden }
        const filtered = convolution(builder, expanded, spatial!, spatialBias, depthwise)
        const projected = convolution(builder, relu6(builder, filtered), project!, bias)
        const y = stride === 1 ? builder.node('Add', [x, projected]) : projected
        return globalAveragePool(builder, y)
      },
    }
    await expectSameGradients(subject, [2, block], block)
  })
})
