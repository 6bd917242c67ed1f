import { reduceMean, reshape } from '../../operators/reduction.ts'
import type { Lowering } from '../lowering.ts'

/** The mean of x, the mean of its squared distance from it, and the inference form with both. */
export const batchNorm: Lowering = (context, node) => {
  const { builder } = context
  const [x, scale, bias] = node.inputs.map((name) => context.plain(name))
  const axes = x!.shape.map((_, axis) => axis).filter((axis) => axis !== 1)
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
