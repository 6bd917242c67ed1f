import { intAttribute, intsAttribute } from '../../../graph/graph.ts'
import { samePads } from '../../../graph/operators/convolution.ts'
import type { Tensor } from '../../../graph/tensor.ts'
import type { Context } from '../context.ts'
import { type AxisOrder, DENSE_WEIGHT, DEPTHWISE_WEIGHT, transpose } from '../layout.ts'
import { ACTIVATIONS, PADDINGS } from '../schema.ts'
import type { Step } from '../steps.ts'
import { type Lowering, operand, precisionOf, requireKnown } from './lowering.ts'

type Pair = readonly [height: number, width: number]

/** What a convolution's node says beside its parameters. */
type Attributes = {
  readonly strides: Pair
  readonly dilations: Pair
  /** top, left, bottom, right */
  readonly pads: readonly number[]
}

export const convolution: Lowering = (context, step) => {
  const { node } = step
  const [xName, weightName] = node.inputs as [string, string]
  const channels = context.graph.values.get(xName)!.shape[1] as number
  const weight = context.graph.values.get(weightName)!.shape as number[]
  const group = intAttribute(node.attributes, 'group', 1)
  const depthwise = group > 1
  requireKnown(!depthwise || group === channels, step, `has ${group} groups of several channels`)

  const attributes = readAttributes(step)
  const { x, padding } = padded(context, step, attributes, weight.slice(2))
  const parameters = addParameters(context, step, depthwise)
  const { strides, dilations } = attributes
  context.emit(
    depthwise ? 'DEPTHWISE_CONV_2D' : 'CONV_2D',
    [x, ...parameters],
    context.output(step.output),
    {
      padding: PADDINGS[padding],
      strideHeight: strides[0],
      strideWidth: strides[1],
      dilationHeight: dilations[0],
      dilationWidth: dilations[1],
      fusedActivation: ACTIVATIONS[step.activation],
      ...(depthwise && { depthMultiplier: weight[0]! / channels }),
    },
    precisionOf(step),
  )
}

function readAttributes({ node: { attributes } }: Step): Attributes {
  return {
    strides: intsAttribute(attributes, 'strides', [1, 1]) as Pair,
    dilations: intsAttribute(attributes, 'dilations', [1, 1]) as Pair,
    pads: intsAttribute(attributes, 'pads', [0, 0, 0, 0]),
  }
}

/**
 * The input of the convolution and the padding to be named to it: pads that are neither none nor those of SAME, such as
 * PyTorch's before a stride of 2, take an operator of their own.
 */
function padded(
  context: Context,
  step: Step,
  { strides, dilations, pads }: Attributes,
  kernel: readonly number[],
): { x: number; padding: keyof typeof PADDINGS } {
  const x = operand(context, step, step.node.inputs[0]!)
  if (pads.every((pad) => pad === 0)) return { x, padding: 'valid' }
  const { shape } = context.describe(x)
  const [vertical, horizontal] = [0, 1].map((axis) => {
    const reach = dilations[axis]! * (kernel[axis]! - 1) + 1
    return samePads(shape[axis + 1]!, reach, strides[axis]!)
  })
  const same = [vertical![0], horizontal![1], vertical![2], horizontal![3]]
  if (pads.join() === same.join()) return { x, padding: 'same' }
  return { x: pad(context, step, x, pads), padding: 'valid' }
}

/** Zeros, or the levels that stand for zero, around an image. */
function pad(context: Context, step: Step, x: number, pads: readonly number[]): number {
  const [top, left, bottom, right] = pads as [number, number, number, number]
  const { name, type, shape, quantization } = context.describe(x)
  const [n, height, width, channels] = shape as [number, number, number, number]
  const amounts: Tensor = {
    dtype: 'int32',
    shape: [4, 2],
    data: Int32Array.of(0, 0, top, bottom, left, right, 0, 0),
  }
  const output = context.addTensor({
    name: `${name}.padded`,
    type,
    shape: [n, height + top + bottom, width + left + right, channels],
    ...(quantization && { quantization }),
  })
  const paddings = context.addConstant(`${name}.pads`, amounts)
  context.emit('PAD', [x, paddings], output, {}, precisionOf(step))
  return output
}

/** The tensors of the weight and of the bias, which an operator always has. */
function addParameters(context: Context, step: Step, depthwise: boolean): [number, number] {
  const order = depthwise ? DEPTHWISE_WEIGHT : DENSE_WEIGHT
  return step.quantized
    ? integerParameters(context, step, order)
    : floatParameters(context, step, order)
}

function floatParameters(context: Context, step: Step, order: AxisOrder): [number, number] {
  const [, weightName, biasName] = step.node.inputs as [string, string, string?]
  const weight = context.constant(weightName)
  const bias = biasName ? context.constant(biasName) : undefined
  requireKnown(weight !== undefined && (!biasName || bias !== undefined), step, NOT_CONSTANT)
  const zeros = { dtype: 'float32', shape: [weight!.shape[0]!] } as const
  return [
    context.addConstant(weightName, transpose(weight!, order)),
    context.addConstant(
      biasName || `${step.output}.bias`,
      bias ?? { ...zeros, data: new Float32Array(zeros.shape[0]!) },
    ),
  ]
}

/** int8 weights with a scale for each output channel, int32 biases at the scale of the products that they are added to. */
function integerParameters(context: Context, step: Step, order: AxisOrder): [number, number] {
  const [xName, weightName, biasName] = step.node.inputs as [string, string, string?]
  const { initializers } = context.graph
  const weightLevels = context.levels(weightName)!
  const biasLevels = biasName ? context.levels(biasName)! : undefined
  const weight = initializers.get(weightLevels.name)
  const bias = biasLevels && initializers.get(biasLevels.name)
  requireKnown(weight !== undefined && (!biasName || bias !== undefined), step, NOT_CONSTANT)
  const { scale, zeroPoint, axis } = weightLevels.quantization
  const symmetric = weight!.dtype === 'int8' && zeroPoint.every((level) => level === 0)
  const perOutput = scale.length === 1 || axis === 0
  requireKnown(symmetric, step, 'has a weight that is not int8 around 0')
  requireKnown(perOutput, step, 'has a weight with scales for its input channels')

  const [inputScale] = context.levels(xName)!.quantization.scale as [number]
  const products = scale.map((each) => Math.fround(inputScale * each))
  const channels = weight!.shape[0]!
  return [
    context.addConstant(weightName, transpose(weight!, order), {
      scale,
      zeroPoint,
      axis: order.indexOf(axis),
    }),
    context.addConstant(
      biasName || `${step.output}.bias`,
      bias ?? { dtype: 'int32', shape: [channels], data: new Int32Array(channels) },
      biasLevels?.quantization ?? { scale: products, zeroPoint, axis: 0 },
    ),
  ]
}

const NOT_CONSTANT = 'has parameters that are not constant'
