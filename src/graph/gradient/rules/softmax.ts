import { int, intAttribute } from '../../graph.ts'
import { reduceSum } from '../../operators/reduction.ts'
import type { GradientContext, GradientRule } from '../rule.ts'

/** y = softmax(x): dx = y (dy - sum(y dy)). */
export const softmaxGradient: GradientRule = (context) => {
  const { builder, output, outputGradient } = context
  const weighted = builder.node('Mul', [output, outputGradient])
  const total = reduceSum(builder, weighted, [softmaxAxis(context)])
  return [builder.node('Mul', [output, builder.node('Sub', [outputGradient, total])])]
}

/** y = log softmax(x): dx = dy - softmax(x) sum(dy). */
export const logSoftmaxGradient: GradientRule = (context) => {
  const { builder, inputs, outputGradient } = context
  const axis = softmaxAxis(context)
  const total = reduceSum(builder, outputGradient, [axis])
  const softmax = builder.node('Softmax', [inputs[0]], { axis: int(axis) })
  return [builder.node('Sub', [outputGradient, builder.node('Mul', [softmax, total])])]
}

function softmaxAxis({ node }: GradientContext): number {
  return intAttribute(node.attributes, 'axis', -1)
}
