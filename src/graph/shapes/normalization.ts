import { intAttribute, type Shape } from '../graph.ts'
import { invalidShape, required, type ShapeRule, validAxes } from './rule.ts'

/**
 * x [N, C, ...]; scale, bias, mean and variance [C] -> x's shape; in training mode also the running mean and variance
 * [C] after this batch.
 */
export const batchNormalization: ShapeRule = (context) => {
  const x = required(context, 0)
  const vectors = [1, 2, 3, 4].map((index) => required(context, index))
  const fits = (shape: Shape) => shape.length === 1 && shape[0] === x.shape[1]
  if (!vectors.every(({ shape }) => fits(shape))) {
    throw invalidShape(context, 'needs one number for each channel')
  }
  const y = { dtype: x.dtype, shape: x.shape }
  const statistics = vectors.slice(2).map(({ dtype, shape }) => ({ dtype, shape }))
  return intAttribute(context.attributes, 'training_mode', 0) === 1 ? [y, ...statistics] : [y]
}

/** Softmax and its logarithm along one axis, by default the last. */
export const softmax: ShapeRule = (context) => {
  const { dtype, shape } = required(context, 0)
  validAxes(context, [intAttribute(context.attributes, 'axis', -1)], shape.length)
  return [{ dtype, shape }]
}
