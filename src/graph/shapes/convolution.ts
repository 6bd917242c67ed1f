import { type Dim, intAttribute, intsAttribute, type Shape } from '../graph.ts'
import { invalidShape, required, type ShapeRule, staticDim } from './rule.ts'

/** Output length of a convolution along one axis (ONNX Conv with explicit pads). */
export function convolvedLength(
  length: number,
  kernel: number,
  stride: number,
  dilation: number,
  pads: number,
): number {
  return Math.floor((length + pads - dilation * (kernel - 1) - 1) / stride) + 1
}

/** x [N, C, H, W], weight [O, C / group, kh, kw], optional bias [O] -> [N, O, H', W']. */
export const convolution: ShapeRule = (context) => {
  const x = required(context, 0)
  const weight = required(context, 1)
  const group = intAttribute(context.attributes, 'group', 1)
  const strides = intsAttribute(context.attributes, 'strides', [1, 1])
  const dilations = intsAttribute(context.attributes, 'dilations', [1, 1])
  const pads = intsAttribute(context.attributes, 'pads', [0, 0, 0, 0])
  if (x.shape.length !== 4 || weight.shape.length !== 4) throw invalidShape(context, 'needs rank 4')
  if (staticDim(context, x.shape, 1) !== staticDim(context, weight.shape, 1) * group) {
    throw invalidShape(context, `channels do not match the weight in ${group} groups`)
  }
  if (staticDim(context, weight.shape, 0) % group !== 0) {
    throw invalidShape(context, `output channels do not divide into ${group} groups`)
  }
  const spatial = [0, 1].map((axis) =>
    convolvedLength(
      staticDim(context, x.shape, axis + 2),
      staticDim(context, weight.shape, axis + 2),
      strides[axis]!,
      dilations[axis]!,
      pads[axis]! + pads[axis + 2]!,
    ),
  )
  if (spatial.some((length) => length < 1)) throw invalidShape(context, 'the kernel does not fit')
  return [{ dtype: x.dtype, shape: [x.shape[0]!, weight.shape[0]!, ...spatial] }]
}

/** x [N, C, H, W], weight [C, O / group, kh, kw] -> [N, O, (H-1)*stride + dilation*(k-1) + 1 + output_padding - pads]. */
export const transposedConvolution: ShapeRule = (context) => {
  const x = required(context, 0)
  const weight = required(context, 1)
  const group = intAttribute(context.attributes, 'group', 1)
  const strides = intsAttribute(context.attributes, 'strides', [1, 1])
  const dilations = intsAttribute(context.attributes, 'dilations', [1, 1])
  const pads = intsAttribute(context.attributes, 'pads', [0, 0, 0, 0])
  const outputPadding = intsAttribute(context.attributes, 'output_padding', [0, 0])
  const spatial = [0, 1].map(
    (axis) =>
      (staticDim(context, x.shape, axis + 2) - 1) * strides[axis]! +
      dilations[axis]! * (staticDim(context, weight.shape, axis + 2) - 1) +
      1 +
      outputPadding[axis]! -
      pads[axis]! -
      pads[axis + 2]!,
  )
  const channels = staticDim(context, weight.shape, 1) * group
  return [{ dtype: x.dtype, shape: [x.shape[0]!, channels, ...spatial] }]
}

/** x [N, C, ...] -> [N, C, 1, ...]. */
export const globalPool: ShapeRule = (context) => {
  const { dtype, shape } = required(context, 0)
  return [{ dtype, shape: pooledShape(shape) }]
}

function pooledShape(shape: Shape): Dim[] {
  return shape.map((dim, axis) => (axis < 2 ? dim : 1))
}
