import type { Builder } from '../../builder.ts'
import { floatAttribute, intAttribute, type Value } from '../../graph.ts'
import { reduceSum, reshape } from '../../operators/reduction.ts'
import { EPSILON } from '../../operators/batch-norm.ts'
import type { GradientContext, GradientRule } from '../rule.ts'

/**
 * y = scale (x - mean) / s + bias with s = sqrt(variance + epsilon), per channel; sums run over the batch and the pixels.
 *
 * In inference form mean and variance are inputs like any other. In training form they are those of x itself, and the
 * paths through them are part of dx (Ioffe & Szegedy, Batch Normalization, 2015, section 3); the second and third output
 * carry no gradient.
 */
export const batchNormalizationGradient: GradientRule = (context) => {
  const { builder, node, inputs, outputGradient: dy, needed } = context
  const [x, scale] = inputs as [Value, Value]
  const training = intAttribute(node.attributes, 'training_mode', 0) === 1
  const { mean, variance } = statistics(context, training)
  const epsilon = builder.scalar(floatAttribute(node.attributes, 'epsilon', EPSILON))
  const deviation = builder.node('Sqrt', [builder.node('Add', [variance, epsilon])])
  const factor = builder.node('Div', [scale, deviation])

  const sum = sumPixels(builder, dy)
  const centred = builder.node('Sub', [x, channels(builder, mean, x)])
  const correlation = sumPixels(builder, builder.node('Mul', [dy, centred]))
  const inputGradient = () => {
  }
  return []
}
