import type { Builder } from '../builder.ts'
import { int, type Value } from '../graph.ts'
import { reduceSum, reshape } from '../operators/reduction.ts'
import type { ConvolutionGeometry } from './convolution-geometry.ts'

export type PointwiseOperands = {
  /** [N, C, H, W] */
  channelsFirst(which: 'x' | 'dy'): Value
  /** [N, H, W, C] */
  channelsLast(which: 'x' | 'dy'): Value
}

/** From this many pixels on, a matrix product an image and a sum beats one product over all pixels of the batch. */
const BATCHED_PIXELS = 200

/** dW [O, C, 1, 1] = sum over images and pixels of dY X^T; measured in bench/train-step.ts. */
export function pointwiseWeightGradient(
  builder: Builder,
  { batch, inputChannels, outputChannels, inputSize }: ConvolutionGeometry,
  operands: PointwiseOperands,
): Value {
  const pixels = inputSize[0] * inputSize[1]
  const shape = [outputChannels, inputChannels, 1, 1]
  if (pixels >= BATCHED_PIXELS) {
    const x = reshape(builder, operands.channelsFirst('x'), [batch, inputChannels, pixels])
    const dy = reshape(builder, operands.channelsFirst('dy'), [batch, outputChannels, pixels])
    const perImage = builder.node(
      'FusedMatMul',
      [dy, x],
      { transB: int(1) },
      { domain: 'com.microsoft' },
    )
    return reshape(builder, reduceSum(builder, perImage, [0], false), shape)
  }
  const x = reshape(builder, operands.channelsLast('x'), [batch * pixels, inputChannels])
  const dy = reshape(builder, operands.channelsLast('dy'), [batch * pixels, outputChannels])
  return reshape(builder, builder.node('Gemm', [dy, x], { transA: int(1) }), shape)
}
