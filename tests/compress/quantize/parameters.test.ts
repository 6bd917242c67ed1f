import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dequantize, quantizeParameters } from '../../../src/compress/quantize/parameters.ts'
import { float32Tensor } from '../../../src/graph/tensor.ts'
import { createRandom } from '../../../src/random.ts'
import { operand } from '../../graph/gradient-check.ts'

const tensor = (shape: readonly number[], seed: number) =>
  float32Tensor(operand(createRandom(seed), shape).data, shape)

const cases = fc.record({
  seed: fc.integer(),
  channels: fc.integer({ min: 1, max: 5 }),
  inputScale: fc.float({ min: Math.fround(1e-4), max: 1, noNaN: true }),
})

describe('quantizeParameters', () => {
  it('rounds each weight to half a step of its channel, and uses the largest level', () => {
    fc.assert(
      fc.property(cases, ({ seed, channels, inputScale }) => {
        const weight = tensor([channels, 3, 2, 2], seed)
        const { weight: quantized } = quantizeParameters(weight, undefined, inputScale)
        const rounded = dequantize(quantized)
        rounded.forEach((value, i) => {
          const scale = Number(quantized.scales.data[Math.floor(i / 12)])
          expect(Math.abs(value - Number(weight.data[i]))).toBeLessThanOrEqual(scale * 0.5001)
        })
        const levels = quantized.values.data as Int8Array
        for (let start = 0; start < levels.length; start += 12) {
          expect(Math.max(...levels.subarray(start, start + 12).map(Math.abs))).toBe(127)
        }
      }),
    )
  })

  it('gives the bias exactly the scale of the products, and rounds it to half of that', () => {
    fc.assert(
      fc.property(cases, ({ seed, channels, inputScale }) => {
        const bias = tensor([channels], seed + 1)
        const quantized = quantizeParameters(tensor([channels, 2, 1, 1], seed), bias, inputScale)
        const scales = quantized.bias!.scales.data
        expect(quantized.bias!.values.dtype).toBe('int32')
        dequantize(quantized.bias!).forEach((value, channel) => {
          const scale = Number(quantized.weight.scales.data[channel])
          expect(scales[channel]).toBe(Math.fround(inputScale * scale))
          const error = Math.abs(value - Number(bias.data[channel]))
          expect(error).toBeLessThanOrEqual(0.5 * Number(scales[channel]) + 1e-6)
        })
      }),
    )
  })

  it('widens the scale of a channel whose bias would leave int32', () => {
    const weight = float32Tensor(Float32Array.of(1, 1e-12, 0), [3, 1, 1, 1])
    const bias = float32Tensor(Float32Array.of(1, 1, 1), [3])
    const quantized = quantizeParameters(weight, bias, 1e-3)
    for (const value of dequantize(quantized.bias!)) expect(value).toBeCloseTo(1, 4)
  })

  it('keeps channels of nothing but zeros', () => {
    const weight = float32Tensor(new Float32Array(4), [2, 2, 1, 1])
    const { weight: quantized } = quantizeParameters(weight, undefined, 0.1)
    expect([...dequantize(quantized)]).toEqual([0, 0, 0, 0])
    expect([...(quantized.scales.data as Float32Array)]).toEqual([1, 1])
  })
})
