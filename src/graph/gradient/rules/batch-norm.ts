import type { Builder } from '../../builder.ts'
import { floatAttribute, type Value } from '../../graph.ts'
import { EPSILON, valuesPerChannel } from '../../operators/batch-norm.ts'
import { reduceSum, reshape } from '../../operators/reduction.ts'
import type { GradientContext, GradientRule } from '../rule.ts'

/**
 * y = scale (x - mean) / deviation + bias for each channel with the statistics of the batch (Ioffe & Szegedy, 2015,
 * section 3): dx = scale / deviation * (dy - mean(dy) - (x - mean) mean(dy (x - mean)) / deviation^2). Only the first
 * output carries a gradient.
 */
export const batchNormTrainingGradient: GradientRule = (context) => {
  const { builder, node, inputs, outputGradient: dy } = context
  const [x, scale] = inputs as [Value, Value]
  const [, mean, variance] = node.outputs.map((name) => builder.values().get(name)!)
  const deviation = deviationOf(context, variance!)
  const sum = sumOverPixels(builder, dy)
  const centred = builder.node('Sub', [x, acrossPixels(builder, mean!, x)])
  const scaleGradient = correlation(builder, dy, centred, deviation)

  const count = builder.scalar(valuesPerChannel(x))
  const offset = builder.node('Div', [sum, count])
  const slope = builder.node('Div', [scaleGradient, builder.node('Mul', [deviation, count])])
  const along = builder.node('Mul', [centred, acrossPixels(builder, slope, x)])
  const level = builder.node('Sub', [dy, acrossPixels(builder, offset, x)])
  const factor = builder.node('Div', [scale, deviation])
  const dx = builder.node('Mul', [
    builder.node('Sub', [level, along]),
    acrossPixels(builder, factor, x),
  ])
  return [dx, scaleGradient, sum]
}

/** The same with the statistics as inputs like any other. */
export const batchNormInferenceGradient: GradientRule = (context) => {
  const { builder, inputs, outputGradient: dy, needed } = context
  const [x, scale, , mean, variance] = inputs as [Value, Value, Value, Value, Value]
  const deviation = deviationOf(context, variance)
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

function deviationOf({ builder, node }: GradientContext, variance: Value): Value {
  const epsilon = builder.scalar(floatAttribute(node.attributes, 'epsilon', EPSILON))
  return builder.node('Sqrt', [builder.node('Add', [variance, epsilon])])
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
