import type { Builder } from '../../builder.ts'
import { type Attributes, int, ints, type Value } from '../../graph.ts'
import { deviationOf, valuesPerChannel } from '../../operators/batch-norm.ts'
import { reshape } from '../../operators/reduction.ts'
import { NCHWC } from '../context.ts'
import type { Lowering } from '../lowering.ts'
import { channelDot, channelSum } from './channel-sums.ts'
import { fusedClip } from './fused-clip.ts'

/** The inference form: one factor and one offset a channel, with a Clip that follows fused into the kernel. */
export const batchNorm: Lowering = (context, node) => {
  const [x, scale, bias, mean, variance] = node.inputs as [string, string, string, string, string]
  if (!context.isBlocked(x)) return false
  const { builder } = context
  const deviation = deviationOf(builder, node.attributes, context.plain(variance))
  const factor = builder.node('Div', [context.plain(scale), deviation])
  const shift = builder.node('Mul', [context.plain(mean), factor])
  const offset = builder.node('Sub', [context.plain(bias), shift])
  const { output, attributes } = fusedClip(context, node)
  const y = byChannel(builder, context.blocked(x), factor, { offset, attributes })
  context.setBlocked(output, y)
  return true
}

/**
 * The training form. The variance is the mean square less the squared mean: in float32 good to about 1e-6 of the mean
 * square, which is enough while a channel's mean is not hundreds of deviations from zero.
 */
export const batchNormTraining: Lowering = (context, node) => {
  const [xName, scaleName, biasName] = node.inputs as [string, string, string]
  if (!context.isBlocked(xName)) return false
  const { builder } = context
  const x = context.blocked(xName)
  const share = builder.scalar(1 / valuesPerChannel(x))
  const mean = builder.node('Mul', [channelSum(builder, x), share])
  const meanSquare = builder.node('Mul', [channelDot(builder, x, x), share])
  const difference = builder.node('Sub', [meanSquare, builder.node('Mul', [mean, mean])])
  const variance = builder.node('Relu', [difference])

  const deviation = deviationOf(builder, node.attributes, variance)
  const factor = builder.node('Div', [context.plain(scaleName), deviation])
  const shift = builder.node('Mul', [mean, factor])
  const offset = builder.node('Sub', [context.plain(biasName), shift])
  const { output, attributes } = fusedClip(context, node)
  context.setBlocked(output, byChannel(builder, x, factor, { offset, attributes }))
  context.setPlain(node.outputs[1]!, mean)
  context.setPlain(node.outputs[2]!, variance)
  return true
}

/**
 * With n values a channel, dbias = sum(dy), dscale = sum(dy (x - mean)) / deviation, and
 * dx = scale / deviation (dy - dbias / n - (x - mean) dscale / (deviation n)), which is linear in dy and in x.
 */
export const batchNormGradient: Lowering = (context, node) => {
  const [dyName, xName, ...vectors] = node.inputs as [string, string, string, string, string]
  if (!context.isBlocked(xName)) return false
  const { builder } = context
  const [dy, x] = [context.blocked(dyName), context.blocked(xName)]
  const [scale, mean, variance] = vectors.map((name) => context.plain(name)) as [
    Value,
    Value,
    Value,
  ]
  const multiply = (a: Value, b: Value) => builder.node('Mul', [a, b])
  const divide = (a: Value, b: Value) => builder.node('Div', [a, b])
  const deviation = deviationOf(builder, node.attributes, variance)
  const biasGradient = channelSum(builder, dy)
  const products = channelDot(builder, x, dy)
  const centred = builder.node('Sub', [products, multiply(mean, biasGradient)])
  const scaleGradient = divide(centred, deviation)

  const factor = divide(scale, deviation)
  const share = builder.scalar(-1 / valuesPerChannel(x))
  const slope = multiply(multiply(factor, share), divide(scaleGradient, deviation))
  const level = multiply(multiply(factor, share), biasGradient)
  const offset = builder.node('Sub', [level, multiply(slope, mean)])
  const along = byChannel(builder, x, slope, { offset })
  context.setBlocked(
    node.outputs[0]!,
    byChannel(builder, dy, factor, { offset: undefined, add: along }),
  )
  context.setPlain(node.outputs[1]!, scaleGradient)
  context.setPlain(node.outputs[2]!, biasGradient)
  return true
}

type ByChannel = {
  readonly offset: Value | undefined
  /** Added to the result; the kernel works in its memory. */
  readonly add?: Value
  readonly attributes?: Attributes
}

/** factor x + offset + add, as a depthwise convolution of a single weight: x blocked [N, C, H, W], factor and offset [C]. */
function byChannel(
  builder: Builder,
  x: Value,
  factor: Value,
  { offset, add, attributes = {} }: ByChannel,
): Value {
  const channels = x.shape[1] as number
  const filter = reshape(builder, factor, [channels, 1, 1, 1])
  const inputs = add ? [x, filter, offset, add] : [x, filter, offset]
  return builder.node(
    'Conv',
    inputs,
    { ...attributes, group: int(channels), kernel_shape: ints([1, 1]) },
    { ...NCHWC, types: [x] },
  )
}
