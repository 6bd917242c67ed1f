import type { Builder } from '../../builder.ts'
import type { Value } from '../../graph.ts'
import { intAttribute, ints, intsAttribute } from '../../graph.ts'
import { reshape } from '../../operators/reduction.ts'
import { normalizeAxes } from '../../shapes/rule.ts'
import type { GradientContext, GradientRule } from '../rule.ts'

export const reshapeGradient: GradientRule = ({ builder, inputs, outputGradient }) => [
  reshape(builder, outputGradient, inputs[0]!.shape as number[]),
]

export const transposeGradient: GradientRule = ({ builder, node, inputs, outputGradient }) => {
  const reversed = inputs[0]!.shape.map((_, axis) => inputs[0]!.shape.length - 1 - axis)
  const perm = intsAttribute(node.attributes, 'perm', reversed)
  const inverse = perm.map((_, axis) => perm.indexOf(axis))
  return [builder.node('Transpose', [outputGradient], { perm: ints(inverse) })]
}

/** Gives every summed element the gradient of its sum. */
export const reduceSumGradient: GradientRule = (context) => [
  expand(context.builder, keepDims(context), context.inputs[0]!, 1),
]

/** As for the sum, divided by how many elements each mean has. */
export const reduceMeanGradient: GradientRule = (context) => {
  const { inputs, output } = context
  const count = size(inputs[0]!) / size(output)
  return [expand(context.builder, keepDims(context), inputs[0]!, 1 / count)]
}

/** Gives every pixel its share, as a node that `lower` spells out in the layout around it. */
export const globalAveragePoolGradient: GradientRule = ({ builder, inputs, outputGradient }) => {
  const { dtype, shape } = inputs[0]!
  const [height, width] = shape.slice(2) as [number, number]
  const share = builder.node('Mul', [outputGradient, builder.scalar(1 / (height * width))])
  const options = { domain: 'dermalite', types: [{ dtype, shape }] } as const
  return [builder.node('SpreadMaps', [share], {}, options)]
}

function size(value: Value): number {
  return (value.shape as number[]).reduce((product, dim) => product * dim, 1)
}

function keepDims({ builder, node, inputs, outputGradient }: GradientContext): Value {
  if (intAttribute(node.attributes, 'keepdims', 1) === 1) return outputGradient
  const axesTensor = inputs[1] && builder.constant(inputs[1])
  const shape = inputs[0]!.shape as number[]
  const axes = axesTensor
    ? normalizeAxes(Array.from(axesTensor.data as BigInt64Array, Number), shape.length)
    : shape.map((_, axis) => axis)
  return reshape(
    builder,
    outputGradient,
    shape.map((dim, axis) => (axes.includes(axis) ? 1 : dim)),
  )
}

function expand(builder: Builder, gradient: Value, like: Value, factor: number): Value {
  const filled = builder.initializer({
    dtype: 'float32',
    shape: like.shape.map((dim, axis) => (dim === gradient.shape[axis] ? 1 : (dim as number))),
    data: new Float32Array(size(like) / size(gradient)).fill(factor),
  })
  return builder.node('Mul', [gradient, filled])
}
