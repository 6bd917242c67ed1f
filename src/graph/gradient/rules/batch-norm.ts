import type { Builder } from '../../builder.ts'
import type { Value } from '../../graph.ts'
import { deviationOf } from '../../operators/batch-norm.ts'
import { reduceSum, reshape } from '../../operators/reduction.ts'
import type { GradientRule } from '../rule.ts'

/**
 * The gradient by x, scale and bias through the statistics of the batch, as one node of the `dermalite` domain that
 * `lower` spells out in the layout of x. Only the first output of the normalization carries a gradient.
 */
export const batchNormTrainingGradient: GradientRule = (context) => {
  const { builder, node, inputs, outputGradient } = context
  const [x, scale, bias] = inputs as [Value, Value, Value]
  const [, mean, variance] = node.outputs.map((name) => builder.values().get(name)!)
  return builder.nodeOutputs(
    'BatchNormGradient',
    [outputGradient, x, scale, mean, variance],
    node.attributes,
    { domain: 'dermalite', types: [x, scale, bias] },
  )
}

/** The same with the statistics as inputs like any other. */
export const batchNormInferenceGradient: GradientRule = (context) => {
  const { builder, node, inputs, outputGradient: dy, needed } = context
  const [x, scale, , mean, variance] = inputs as [Value, Value, Value, Value, Value]
  const deviation = deviationOf(builder, node.attributes, variance)
  const factor = builder.node('Div', [scale, deviation])
  const sum = needed[2] || needed[3] ? sumOverPixels(builder, dy) : undefined
  const centred = () => builder.node('Sub', [x, acrossPixels(builder, mean, x)])
  const scaleGradient =
    needed[1] || needed[4] ? correlation(builder, dy, centred(), deviation) : undefined
  const half = () => builder.node('Div', [builder.scalar(-0.5), deviation])
  return [
    needed[0] ? builder.node('Mul', [dy, acrossPixels(builder, factor, x)]) : undefined,
    scaleGradient,
    sum,
    needed[3] ? builder.node('Neg', [builder.node('Mul', [factor, sum])]) : undefined,
    needed[4]
      ? builder.node('Mul', [builder.node('Mul', [factor, scaleGradient]), half()])
      : undefined,
  ]
}

/** sum(dy (x - mean)) / deviation, the gradient of the scale [C]. */
function correlation(builder: Builder, dy: Value, centred: Value, deviation: Value): Value {
  const products = sumOverPixels(builder, builder.node('Mul', [dy, centred]))
  return builder.node('Div', [products, deviation])
}

/** [N, C, ...] -> [C]. */
function sumOverPixels(builder: Builder, x: Value): Value {
  const axes = x.shape.map((_, axis) => axis).filter((axis) => axis !== 1)
  return reduceSum(builder, x, axes, false)
}

/** [C] -> [1, C, 1, ...], of the rank of x. */
function acrossPixels(builder: Builder, vector: Value, x: Value): Value {
  const shape = x.shape.map((dim, axis) => (axis === 1 ? (dim as number) : 1))
  return reshape(builder, vector, shape)
}
