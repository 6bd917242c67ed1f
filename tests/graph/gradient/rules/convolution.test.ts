import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { type Builder, createBuilder } from '../../../../src/graph/builder.ts'
import { differentiate } from '../../../../src/graph/gradient/differentiate.ts'
import * as rules from '../../../../src/graph/gradient/rules/convolution.ts'
import { ints, type Value } from '../../../../src/graph/graph.ts'
import { convolution, samePads } from '../../../../src/graph/operators/convolution.ts'
import { createRandom } from '../../../../src/random.ts'
import {
  convolutionArbitrary,
  convolutionSubject,
  denseChannels,
  depthwiseChannels,
  groupedChannels,
  pointwiseArbitrary,
} from '../../convolution-arbitrary.ts'
import { expectAllChecked, expectGradient, LINEAR_STEP, operand } from '../../gradient-check.ts'

describe('gradient by central differences: Conv', () => {
  it.each([
    ['dense', convolutionArbitrary(denseChannels)],
    ['depthwise', convolutionArbitrary(depthwiseChannels)],
    ['grouped', convolutionArbitrary(groupedChannels)],
    ['pointwise', pointwiseArbitrary],
  ] as const)('%s', async (_, arbitrary) => {
    await fc.assert(
      fc.asyncProperty(arbitrary, async (options) => {
        const subject = convolutionSubject(options)
        await expectGradient(subject, createRandom(options.seed, 1), LINEAR_STEP)
      }),
      { numRuns: 60 },
    )
  })

  it('with the SAME padding of TensorFlow, dense and depthwise', async () => {
    const samePadded = fc.record({
      length: fc.integer({ min: 3, max: 9 }),
      kernel: fc.constantFrom(1, 3, 5),
      stride: fc.constantFrom(1, 2),
      group: fc.constantFrom(1, 2),
      seed: fc.integer(),
    })
    await fc.assert(
      fc.asyncProperty(samePadded, async ({ length, kernel, stride, group, seed }) => {
        const random = createRandom(seed)
        const outputLength = Math.ceil(length / stride)
        const subject = {
          operands: [
            operand(random, [1, 2, length, length]),
            operand(random, [2, 2 / group, kernel, kernel]),
          ],
          build(builder: Builder, [x, weight]: Value[]) {
            const pads = samePads(length, kernel, stride)
            const y = convolution(builder, x!, weight!, undefined, { stride, pads, group })
            expect(y.shape).toEqual([1, 2, outputLength, outputLength])
            return y
          },
        }
        await expectGradient(subject, random, LINEAR_STEP)
      }),
      { numRuns: 25 },
    )
  })

  it.each([
    ['strides that differ', { strides: ints([1, 2]) }],
    ['dilation', { dilations: ints([2, 2]) }],
  ])('refuses %s', (_, attributes) => {
    const builder = createBuilder()
    const x = builder.input('x', 'float32', [1, 1, 3, 4])
    const weight = builder.input('weight', 'float32', [1, 1, 2, 2])
    const y = builder.node('Conv', [x, weight], attributes)
    const loss = builder.node('ReduceSum', [y])
    expect(() => differentiate(builder, loss, [weight])).toThrow(
      expect.objectContaining({ code: 'graph-invalid' }),
    )
  })

  afterAll(() => expectAllChecked(rules))
})
