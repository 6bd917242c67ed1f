import { intAttribute } from '../graph.ts'
import type { DataType } from '../tensor.ts'
import { invalidShape, required, type ShapeContext, type ShapeRule, validAxes } from './rule.ts'

const QUANTIZED: readonly DataType[] = ['uint8', 'int8', 'int32']

/** float32 x, scale and optional zero point, scalars or one number for each index of `axis` -> the zero point's type. */
export const quantizeLinear: ShapeRule = (context) => {
  const { dtype, shape } = required(context, 0)
  requireScale(context)
  const quantized = context.inputs[2]?.dtype ?? 'uint8'
  if (dtype !== 'float32' || quantized === 'int32' || !QUANTIZED.includes(quantized)) {
    throw invalidShape(context, `cannot quantize ${dtype} to ${quantized}`)
  }
  return [{ dtype: quantized, shape }]
}

/** Quantized x with its scale and optional zero point, as `quantizeLinear` takes them -> float32. */
export const dequantizeLinear: ShapeRule = (context) => {
  const { dtype, shape } = required(context, 0)
  requireScale(context)
  const zeroPoint = context.inputs[2]?.dtype ?? dtype
  if (!QUANTIZED.includes(dtype) || zeroPoint !== dtype) {
    throw invalidShape(context, `cannot dequantize ${dtype} with a zero point of ${zeroPoint}`)
  }
  return [{ dtype: 'float32', shape }]
}

function requireScale(context: ShapeContext): void {
  const { shape } = required(context, 0)
  const scale = required(context, 1)
  if (scale.dtype !== 'float32') throw invalidShape(context, 'the scale must be float32')
  if (scale.shape.length > 0) {
    const [axis] = validAxes(context, [intAttribute(context.attributes, 'axis', 1)], shape.length)
    if (scale.shape.length !== 1 || scale.shape[0] !== shape[axis!]) {
      throw invalidShape(context, `needs one scale, or one for each index of axis ${axis}`)
    }
  }
  const zeroPoint = context.inputs[2]
  if (zeroPoint !== undefined && zeroPoint.shape.join() !== scale.shape.join()) {
    throw invalidShape(context, 'needs a zero point for each scale')
  }
}
