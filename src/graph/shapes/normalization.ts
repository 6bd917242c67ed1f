import { intAttribute } from '../graph.ts'
import { invalidShape, required, type ShapeRule, validAxes } from './rule.ts'

/** x [N, C, ...]; scale, bias, mean and variance [C] -> x's shape; inference form alone. */
export const batchNormalization: ShapeRule = (context) => {
  const { dtype, shape } = required(context, 0)
  const vectors = [1, 2, 3, 4].map((index) => required(context, index))
  if (!vectors.every((vector) => vector.shape.length === 1 && vector.shape[0] === shape[1])) {
    throw invalidShape(context, 'needs one number for each channel')
  }
  if (intAttribute(context.attributes, 'training_mode', 0) === 1) {
    throw invalidShape(context, 'training mode is written as dermalite::BatchNorm')
  }
  return [{ dtype, shape }]
}

/** Softmax and its logarithm along one axis, by default the last. */
export const softmax: ShapeRule = (context) => {
  const { dtype, shape } = required(context, 0)
  validAxes(context, [intAttribute(context.attributes, 'axis', -1)], shape.length)
  return [{ dtype, shape }]
}
