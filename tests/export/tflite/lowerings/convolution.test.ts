import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lowerToTflite } from '../../../../src/export/tflite/lower.ts'
import { int, ints } from '../../../../src/graph/graph.ts'
import { convolution, samePads } from '../../../../src/graph/operators/convolution.ts'
import { createRandom } from '../../../../src/random.ts'
import {
  convolutionArbitrary,
  convolutionSubject,
  denseChannels,
  depthwiseChannels,
  groupedChannels,
} from '../../../graph/convolution-arbitrary.ts'
import { operand } from '../../../graph/gradient-check.ts'
import { expectParityOf, graphOf } from '../parity.ts'

const RUNS = { numRuns: 25 }
const random = createRandom(1)

/** Depthwise, with one or more filters for each channel. */
const multipliedChannels = fc
  .tuple(depthwiseChannels, fc.integer({ min: 1, max: 3 }))
  .map(([channels, outputsPerGroup]) => ({ ...channels, outputsPerGroup }))

describe('convolutions', () => {
  it.each([
    ['dense', denseChannels],
    ['depthwise', multipliedChannels],
  ])('that are %s give what ONNX Runtime gives', (_, channels) =>
    fc.assert(
      fc.asyncProperty(convolutionArbitrary(channels), (options) =>
        expectParityOf(convolutionSubject(options)),
      ),
      RUNS,
    ),
  )

  it('may have dilated kernels and a stride for each axis', () =>
    expectParityOf({
      operands: [operand(random, [1, 2, 9, 8]), operand(random, [3, 2, 3, 2])],
      build: (builder, values) =>
        builder.node('Conv', values, {
          strides: ints([1, 2]),
          dilations: ints([2, 1]),
          pads: ints([2, 1, 2, 0]),
        }),
    }))

  const operatorsOf = (size: number, stride: number, pad: readonly number[]) => {
    const operands = [operand(random, [1, 2, size, size]), operand(random, [2, 2, 3, 3])]
    const pads = pad as [number, number, number, number]
    const graph = graphOf(
      (builder, [x, weight]) => convolution(builder, x!, weight!, undefined, { stride, pads }),
      operands,
    )
    return lowerToTflite(graph).operators.map(({ operator }) => operator)
  }

  it('take an operator for padding only where neither VALID nor SAME is meant', () => {
    expect(operatorsOf(8, 1, [0, 0, 0, 0])).toEqual(['CONV_2D'])
    expect(operatorsOf(8, 1, [1, 1, 1, 1])).toEqual(['CONV_2D'])
    expect(operatorsOf(7, 2, [1, 1, 1, 1])).toEqual(['CONV_2D'])
    expect(operatorsOf(8, 2, samePads(8, 3, 2))).toEqual(['CONV_2D'])
    expect(operatorsOf(8, 2, [1, 1, 1, 1])).toEqual(['PAD', 'CONV_2D'])
  })

  it('in groups of several channels are refused', () =>
    fc.assert(
      fc.property(
        convolutionArbitrary(groupedChannels).filter(({ inputsPerGroup }) => inputsPerGroup > 1),
        (options) => {
          const { build, operands } = convolutionSubject(options)
          expect(() => lowerToTflite(graphOf(build, operands))).toThrow(
            expect.objectContaining({
              code: 'graph-invalid',
              message: expect.stringContaining('groups'),
            }),
          )
        },
      ),
      RUNS,
    ))

  it('of computed weights are refused', () => {
    const operands = [operand(random, [1, 2, 4, 4]), operand(random, [2, 2, 1, 1])]
    const graph = graphOf((builder, [x, weight]) => {
      const computed = builder.node('Sigmoid', [weight!])
      return builder.node('Conv', [x!, computed], { group: int(1) })
    }, operands)
    expect(() => lowerToTflite(graph)).toThrow(/constant/)
  })
})
