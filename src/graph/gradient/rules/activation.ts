import type { GradientRule } from '../rule.ts'

/** s' = s (1 - s). */
export const sigmoidGradient: GradientRule = ({ builder, output, outputGradient }) => {
  const complement = builder.node('Sub', [builder.scalar(1), output])
  const slope = builder.node('Mul', [output, complement])
  return [builder.node('Mul', [outputGradient, slope])]
}

/** The derivative of x ReLU6(x + 3) / 6: 0 below -3, 1 above 3, (2x + 3) / 6 between. */
export const hardSwishGradient: GradientRule = ({ builder, inputs, outputGradient }) => {
  const x = inputs[0]!
  const doubled = builder.node('Add', [
    builder.node('Mul', [x, builder.scalar(2)]),
    builder.scalar(3),
  ])
  const inner = builder.node('Div', [doubled, builder.scalar(6)])
  const above = builder.node('Greater', [x, builder.scalar(3)])
  const below = builder.node('Less', [x, builder.scalar(-3)])
  const slope = builder.node('Where', [
    above,
    builder.scalar(1),
    builder.node('Where', [below, builder.scalar(0), inner]),
  ])
  return [builder.node('Mul', [outputGradient, slope])]
}

/** Passes the gradient where the output is positive. */
export const reluGradient: GradientRule = ({ builder, output, outputGradient }) => [
  builder.node(
    'ClipGradient',
    [outputGradient, output, builder.scalar(0), builder.scalar(Number.POSITIVE_INFINITY)],
    {},
    { domain: 'dermalite', types: [{ dtype: output.dtype, shape: output.shape }] },
  ),
]
