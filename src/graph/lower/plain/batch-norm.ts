import type { Value } from '../../graph.ts'
import { deviationOf, valuesPerChannel } from '../../operators/batch-norm.ts'
import { reduceMean, reduceSum, reshape } from '../../operators/reduction.ts'
import type { Lowering } from '../lowering.ts'

/** The mean of x, the mean of its squared distance from it, and the inference form with both. */
export const batchNorm: Lowering = (context, node) => {
  const { builder } = context
  const [x, scale, bias] = node.inputs.map((name) => context.plain(name))
  const axes = axesBesideChannels(x!)
  const mean = reduceMean(builder, x!, axes)
  const centred = builder.node('Sub', [x, mean])
  const variance = reduceMean(builder, builder.node('Mul', [centred, centred]), axes, false)
  const flatMean = reshape(builder, mean, variance.shape as number[])
  const operands = [x, scale, bias, flatMean, variance]
  const y = builder.node('BatchNormalization', operands, node.attributes)
  for (const [index, value] of [y, flatMean, variance].entries()) {
    context.setPlain(node.outputs[index]!, value)
  }
  return true
}

/**
 * dx = scale / deviation * (dy - mean(dy) - (x - mean) mean(dy (x - mean)) / deviation^2) for each channel (Ioffe & Szegedy,
 * 2015, section 3).
 */
export const batchNormGradient: Lowering = (context, node) => {
  const { builder } = context
  const [dy, x, scale, mean, variance] = node.inputs.map((name) => context.plain(name)) as [
    Value,
    Value,
    Value,
    Value,
    Value,
  ]
  const axes = axesBesideChannels(x)
  const across = (vector: Value) => {
    const shape = x.shape.map((dim, axis) => (axis === 1 ? (dim as number) : 1))
    return reshape(builder, vector, shape)
  }
  const deviation = deviationOf(builder, node.attributes, variance)
  const biasGradient = reduceSum(builder, dy, axes, false)
  const centred = builder.node('Sub', [x, across(mean)])
  const products = reduceSum(builder, builder.node('Mul', [dy, centred]), axes, false)
  const scaleGradient = builder.node('Div', [products, deviation])

  const count = builder.scalar(valuesPerChannel(x))
  const offset = builder.node('Div', [biasGradient, count])
  const slope = builder.node('Div', [scaleGradient, builder.node('Mul', [deviation, count])])
  const along = builder.node('Mul', [centred, across(slope)])
  const level = builder.node('Sub', [dy, across(offset)])
  const factor = across(builder.node('Div', [scale, deviation]))
  const dx = builder.node('Mul', [builder.node('Sub', [level, along]), factor])
  for (const [index, value] of [dx, scaleGradient, biasGradient].entries()) {
    context.setPlain(node.outputs[index]!, value)
  }
  return true
}

function axesBesideChannels({ shape }: Value): number[] {
  return shape.map((_, axis) => axis).filter((axis) => axis !== 1)
}
