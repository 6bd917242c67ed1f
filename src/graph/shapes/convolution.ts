import { intAttribute, intsAttribute } from '../graph.ts'
import { invalidShape, required, type ShapeContext, type ShapeRule, staticDim } from './rule.ts'

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
  const { x, weight, group, strides, dilations, pads } = readConvolution(context)
  const outputs = staticDim(context, weight.shape, 0)
  if (staticDim(context, x.shape, 1) !== staticDim(context, weight.shape, 1) * group) {
    throw invalidShape(context, `channels do not match the weight in ${group} groups`)
  }
  if (outputs % group !== 0) {
    throw invalidShape(context, `output channels do not divide into ${group} groups`)
  }
  requireBias(context, outputs)
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
  return [{ dtype: x.dtype, shape: [x.shape[0]!, outputs, ...spatial] }]
}

/** x [N, C, H, W], weight [C, O / group, kh, kw] -> [N, O, (H-1)*stride + dilation*(k-1) + 1 + output_padding - pads]. */
export const transposedConvolution: ShapeRule = (context) => {
  const { x, weight, group, strides, dilations, pads } = readConvolution(context)
  const outputPadding = intsAttribute(context.attributes, 'output_padding', [0, 0])
  const inputs = staticDim(context, x.shape, 1)
  const outputs = staticDim(context, weight.shape, 1) * group
  if (inputs !== staticDim(context, weight.shape, 0) || inputs % group !== 0) {
    throw invalidShape(context, `channels do not match the weight in ${group} groups`)
  }
  requireBias(context, outputs)
  const spatial = [0, 1].map(
    (axis) =>
      (staticDim(context, x.shape, axis + 2) - 1) * strides[axis]! +
      dilations[axis]! * (staticDim(context, weight.shape, axis + 2) - 1) +
      1 +
      outputPadding[axis]! -
      pads[axis]! -
      pads[axis + 2]!,
  )
  if (!spatial.every((length) => length >= 1)) {
    throw invalidShape(context, 'the pads leave nothing')
  }
  return [{ dtype: x.dtype, shape: [x.shape[0]!, outputs, ...spatial] }]
}

/** What both directions have in common: operands of rank 4 and attributes in range, with their ONNX defaults. */
function readConvolution(context: ShapeContext) {
  const x = required(context, 0)
  const weight = required(context, 1)
  if (x.shape.length !== 4 || weight.shape.length !== 4) throw invalidShape(context, 'needs rank 4')
  const kernel = weight.shape.slice(2)
  const numbers = (name: string, fallback: number[], least: number) => {
    const values = intsAttribute(context.attributes, name, fallback)
    if (values.length === fallback.length && values.every((value) => value >= least)) return values
    throw invalidShape(
      context,
      `${name} [${values}] must be ${fallback.length} numbers from ${least} up`,
    )
  }
  const kernelShape = intsAttribute(context.attributes, 'kernel_shape', kernel as number[])
  if (kernelShape.join() !== kernel.join()) {
    throw invalidShape(context, `kernel_shape [${kernelShape}] is not the weight's`)
  }
  const group = intAttribute(context.attributes, 'group', 1)
  if (group < 1) throw invalidShape(context, `cannot have ${group} groups`)
  return {
    x,
    weight,
    group,
    strides: numbers('strides', [1, 1], 1),
    dilations: numbers('dilations', [1, 1], 1),
    pads: numbers('pads', [0, 0, 0, 0], 0),
  }
}

function requireBias(context: ShapeContext, channels: number): void {
  const bias = context.inputs[2]
  if (bias !== undefined && (bias.shape.length !== 1 || bias.shape[0] !== channels)) {
    throw invalidShape(context, 'needs one bias for each output channel')
  }
}

/** x [N, C, ...] -> [N, C, 1, ...]. */
export const globalPool: ShapeRule = (context) => {
  const { dtype, shape } = required(context, 0)
  if (shape.length < 3) throw invalidShape(context, 'needs rank 3 or more')
  return [{ dtype, shape: shape.map((dim, axis) => (axis < 2 ? dim : 1)) }]
}
