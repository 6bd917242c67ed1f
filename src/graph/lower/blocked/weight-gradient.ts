import { int, ints, type Value } from '../../graph.ts'
import { reduceSum, reshape } from '../../operators/reduction.ts'
import { type LowerContext, NCHWC, reorderOutput, reorderOutputChannelsLast } from '../context.ts'
import {
  type ConvolutionGeometry,
  convolutionGeometry,
  fillsBlocks,
} from '../convolution-geometry.ts'
import type { Lowering } from '../lowering.ts'
import { pointwiseWeightGradient } from '../pointwise-weight-gradient.ts'
import { channelSum } from './channel-sums.ts'

/** dW: pointwise by matrix products, depthwise by the blocked kernel with dY as its filter. */
export const weightGradient: Lowering = (context, node) => {
  const [xName, dyName] = node.inputs as [string, string]
  const dwName = node.outputs[0]!
  const old = context.old
  const geometry = convolutionGeometry(node, old(xName), old(dwName), old(dyName))
  const { kind, inputChannels, outputChannels } = geometry
  const { builder, block } = context
  if (!fillsBlocks(block, inputChannels, outputChannels)) return false

  if (kind === 'pointwise') {
    const nameOf = (which: 'x' | 'dy') => (which === 'x' ? xName : dyName)
    const dw = pointwiseWeightGradient(builder, geometry, {
      channelsFirst: (which) => context.plain(nameOf(which)),
      channelsLast: (which) => reorderOutputChannelsLast(builder, context.blocked(nameOf(which))),
    })
    context.setPlain(dwName, dw)
    return true
  }
  const pads = correlationPads(geometry)
  if (kind !== 'depthwise' || pads.some((pad) => pad < 0)) return false
  const x = context.blocked(xName)
  const dy = context.blocked(dyName)
  context.setPlain(dwName, depthwiseWeightGradient(context, x, dy, geometry, pads))
  return true
}

/**
 * A blocked [N, C, H, W] is also a blocked [1, N C, H, W], and a blocked dY is, byte for byte, a blocked depthwise filter
 * [N C, 1, H', W']: one depthwise convolution gives the gradient of every image's every channel.
 */
function depthwiseWeightGradient(
  { builder }: LowerContext,
  x: Value,
  dy: Value,
  { batch, inputChannels, inputSize, outputSize, kernel, stride }: ConvolutionGeometry,
  pads: readonly number[],
): Value {
  const maps = batch * inputChannels
  const correlated = builder.node(
    'Conv',
    [reshape(builder, x, [1, maps, ...inputSize]), reshape(builder, dy, [maps, 1, ...outputSize])],
    {
      group: int(maps),
      dilations: ints([stride, stride]),
      pads: ints(pads),
      kernel_shape: ints(outputSize),
    },
    { ...NCHWC, types: [{ dtype: x.dtype, shape: [1, maps, ...kernel] }] },
  )
  const perImage = reshape(builder, reorderOutput(builder, correlated), [
    batch,
    inputChannels,
    1,
    ...kernel,
  ])
  return reduceSum(builder, perImage, [0], false)
}

/** Pads that make the correlation of x with the dilated dY exactly as large as the kernel. */
function correlationPads(geometry: ConvolutionGeometry): number[] {
  const { inputSize, outputSize, kernel, stride, pads } = geometry
  const after = [0, 1].map((axis) => {
    const reach = stride * (outputSize[axis]! - 1) + 1
    return kernel[axis]! - 1 + reach - inputSize[axis]! - pads[axis]!
  })
  return [pads[0], pads[1], ...after]
}

/** dB: the sum of dY over images and pixels. */
export const biasGradient: Lowering = (context, node) => {
  const dyName = node.inputs[0]!
  if (!context.isBlocked(dyName)) return false
  context.setPlain(node.outputs[0]!, channelSum(context.builder, context.blocked(dyName)))
  return true
}
