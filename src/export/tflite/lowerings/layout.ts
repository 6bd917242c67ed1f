import type { Tensor } from '../../../graph/tensor.ts'
import { type Lowering, operand, precisionOf, requireKnown } from './lowering.ts'

const HEIGHT_AND_WIDTH: Tensor = { dtype: 'int32', shape: [2], data: Int32Array.of(1, 2) }

/** Spatial mean: [N, H, W, C] -> [N, 1, 1, C]. */
export const globalAveragePool: Lowering = (context, step) => {
  const x = operand(context, step, step.node.inputs[0]!)
  requireKnown(context.describe(x).shape.length === 4, step, 'is not of an image')
  const axes = context.addConstant(`${step.output}.axes`, HEIGHT_AND_WIDTH)
  const output = context.output(step.output)
  context.emit('MEAN', [x, axes], output, { keepDims: true }, precisionOf(step))
}

/** Only where the order of the numbers is the same with channels first and last: one channel, or one pixel. */
export const reshape: Lowering = (context, step) => {
  const x = context.tensor(step.node.inputs[0]!)
  const output = context.output(step.output)
  for (const { shape } of [x, output].map(context.describe)) {
    const [, height, width, channels] = shape
    const alike = shape.length < 4 || channels === 1 || height! * width! === 1
    requireKnown(alike, step, `reorders the pixels and channels of [${shape}]`)
  }
  context.emit('RESHAPE', [x], output, { shape: context.describe(output).shape })
}

export const identity: Lowering = (context, { node, output }) =>
  context.alias(output, context.tensor(node.inputs[0]!))

export const quantize: Lowering = (context, { node, output }) =>
  context.emit('QUANTIZE', [context.tensor(node.inputs[0]!)], context.output(output))

/** Nothing yet: quantized steps read the levels, and whoever needs the numbers asks for them. */
export const dequantize: Lowering = () => {}
