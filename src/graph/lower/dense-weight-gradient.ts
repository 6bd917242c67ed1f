import type { Builder } from '../builder.ts'
import { int, type Value } from '../graph.ts'
import { reduceSum, reshape } from '../operators/reduction.ts'
import type { ConvolutionGeometry } from './convolution-geometry.ts'

/**
 * dW [O, I, kh, kw] of a dense convolution: for each tap, the product of dY with the pixels of x that the tap meets, over the
 * pixels of an image, summed over images; measured in bench/train-step.ts.
 *
 * @param x [N, I, H, W]
 * @param dy [N, O, H', W']
 */
export function denseWeightGradient(
  builder: Builder,
  x: Value,
  dy: Value,
  geometry: ConvolutionGeometry,
): Value {
  const { batch, inputChannels, outputChannels, outputSize, kernel, stride, pads } = geometry
  const pixels = outputSize[0] * outputSize[1]
  const [top, left, bottom, right] = pads
  const padded = builder.node('Pad', [x, builder.ints([0, 0, top, left, 0, 0, bottom, right])])
  const errors = reshape(builder, dy, [batch, outputChannels, pixels])
  const taps: Value[] = []
  for (let row = 0; row < kernel[0]; row++) {
    for (let column = 0; column < kernel[1]; column++) {
      const met = builder.node('Slice', [
        padded,
        builder.ints([row, column]),
        builder.ints([
          row + stride * (outputSize[0] - 1) + 1,
          column + stride * (outputSize[1] - 1) + 1,
        ]),
        builder.ints([2, 3]),
        builder.ints([stride, stride]),
      ])
      const perImage = builder.node(
        'FusedMatMul',
        [errors, reshape(builder, met, [batch, inputChannels, pixels])],
        { transB: int(1) },
        { domain: 'com.microsoft' },
      )
      const tap = reduceSum(builder, perImage, [0], false)
      taps.push(reshape(builder, tap, [outputChannels, inputChannels, 1]))
    }
  }
  const shape = [outputChannels, inputChannels, taps.length]
  const stacked = builder.node(
    'Concat',
    taps,
    { axis: int(2) },
    { types: [{ dtype: x.dtype, shape }] },
  )
  return reshape(builder, stacked, [outputChannels, inputChannels, ...kernel])
}
