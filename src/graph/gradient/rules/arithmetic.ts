import type { Builder } from '../../builder.ts'
import type { Value } from '../../graph.ts'
import { reduceSum, reshape } from '../../operators/reduction.ts'
import type { GradientRule } from '../rule.ts'
import { isSwish, swishGradient } from './activation.ts'

/** Sums a gradient over the axes along which its operand was broadcast. */
export function unbroadcast(builder: Builder, gradient: Value, operand: Value): Value {
  const offset = gradient.shape.length - operand.shape.length
  const axes = gradient.shape.flatMap((dim, axis) => {
    const original = axis < offset ? 1 : operand.shape[axis - offset]
    return original === 1 && (axis < offset || dim !== 1) ? [axis] : []
  })
  if (axes.length === 0) return gradient
  const summed = reduceSum(builder, gradient, axes)
  return offset === 0 ? summed : reshape(builder, summed, operand.shape as number[])
}

export const addGradient: GradientRule = ({ builder, inputs, outputGradient, needed }) =>
  inputs.map((input, index) =>
    needed[index] ? unbroadcast(builder, outputGradient, input!) : undefined,
  )

export const subGradient: GradientRule = ({ builder, inputs, outputGradient, needed }) => [
  needed[0] ? unbroadcast(builder, outputGradient, inputs[0]!) : undefined,
  needed[1] ? builder.node('Neg', [unbroadcast(builder, outputGradient, inputs[1]!)]) : undefined,
]

export const mulGradient: GradientRule = (context) => {
  if (isSwish(context)) return swishGradient(context)
  const { builder, inputs, outputGradient, needed } = context
  return inputs.map((input, index) =>
    needed[index]
      ? unbroadcast(builder, builder.node('Mul', [outputGradient, inputs[1 - index]]), input!)
      : undefined,
  )
}

/** d(a/b) = da / b - (a/b) db / b. */
export const divGradient: GradientRule = ({ builder, inputs, output, outputGradient, needed }) => {
  const scaled = builder.node('Div', [outputGradient, inputs[1]])
  return [
    needed[0] ? unbroadcast(builder, scaled, inputs[0]!) : undefined,
    needed[1]
      ? builder.node('Neg', [
          unbroadcast(builder, builder.node('Mul', [scaled, output]), inputs[1]!),
        ])
      : undefined,
  ]
}

export const negGradient: GradientRule = ({ builder, outputGradient }) => [
  builder.node('Neg', [outputGradient]),
]

export const sqrtGradient: GradientRule = ({ builder, output, outputGradient }) => [
  builder.node('Div', [builder.node('Mul', [outputGradient, builder.scalar(0.5)]), output]),
]

export const expGradient: GradientRule = ({ builder, output, outputGradient }) => [
  builder.node('Mul', [outputGradient, output]),
]

export const identityGradient: GradientRule = ({ outputGradient }) => [outputGradient]
