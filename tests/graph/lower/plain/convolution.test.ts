import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../../src/random.ts'
import {
  type ConvolutionCase,
  convolutionArbitrary,
  convolutionSubject,
  denseChannels,
  depthwiseChannels,
  groupedChannels,
  outputSize,
  pointwiseArbitrary,
} from '../../convolution-arbitrary.ts'
import { gradientsOf, type Operand, operand } from '../../gradient-check.ts'
import { maxDifference } from '../../run-graph.ts'

/** Gradients by input, weight and bias, product by product as a convolution is defined. */
function gradientsByDefinition(options: ConvolutionCase, dy: Float32Array): Float64Array[] {
  const { batch, groups, inputsPerGroup, outputsPerGroup, kernel, stride, pads } = options
  const [x, weight] = convolutionSubject(options).operands as readonly [Operand, Operand]
  const [height, width] = options.size
  const [rows, columns] = outputSize(options)
  const outputs = groups * outputsPerGroup
  const dx = new Float64Array(x.data.length)
  const dw = new Float64Array(weight.data.length)
  const db = new Float64Array(outputs)
  for (let at = 0; at < dy.length; at++) {
    const column = at % columns
    const row = Math.floor(at / columns) % rows
    const output = Math.floor(at / (columns * rows)) % outputs
    const image = Math.floor(at / (columns * rows * outputs))
    const firstInput = Math.floor(output / outputsPerGroup) * inputsPerGroup
    db[output]! += dy[at]!
    for (let input = 0; input < inputsPerGroup; input++) {
      const channel = image * groups * inputsPerGroup + firstInput + input
      for (let tap = 0; tap < kernel[0] * kernel[1]; tap++) {
        const y = row * stride + Math.floor(tap / kernel[1]) - pads[0]
        const z = column * stride + (tap % kernel[1]) - pads[1]
        if (y < 0 || y >= height || z < 0 || z >= width) continue
        const from = (channel * height + y) * width + z
        const by = (output * inputsPerGroup + input) * kernel[0] * kernel[1] + tap
        dx[from]! += dy[at]! * weight.data[by]!
        dw[by]! += dy[at]! * x.data[from]!
      }
    }
  }
  expect(dy.length).toBe(batch * outputs * rows * columns)
  return [dx, dw, db]
}

describe('gradients of plain convolutions', () => {
  it.each([
    ['dense', convolutionArbitrary(denseChannels)],
    ['depthwise', convolutionArbitrary(depthwiseChannels)],
    ['grouped', convolutionArbitrary(groupedChannels)],
    ['pointwise', pointwiseArbitrary],
  ] as const)('%s: those of the definition', async (_, arbitrary) => {
    await fc.assert(
      fc.asyncProperty(arbitrary, async (options) => {
        const { batch, groups, outputsPerGroup, seed } = options
        const outputShape = [batch, groups * outputsPerGroup, ...outputSize(options)]
        const cotangent = operand(createRandom(seed, 2), outputShape).data
        const expected = gradientsByDefinition(options, cotangent)
        const actual = await gradientsOf(convolutionSubject(options), cotangent, 0)
        for (const [index, gradient] of actual.entries()) {
          const wanted = Float32Array.from(expected[index]!)
          expect(maxDifference(gradient, wanted)).toBeLessThan(1e-4)
        }
      }),
      { numRuns: 15 },
    )
  })
})
