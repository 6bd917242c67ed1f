import type { GradientContext, GradientRule } from '../rule.ts'

/** True for a Mul by the Sigmoid of its own first operand. */
export function isSwish({ builder, node }: GradientContext): boolean {
  const [x, gate] = node.inputs
  const producer = builder.nodes().find(({ outputs }) => outputs[0] === gate)
  return producer?.op === 'Sigmoid' && producer.inputs[0] === x
}

/**
 * All of x's gradient through y = x s and s = sigmoid(x) at once, s + y (1 - s), of which `lower` makes fewer passes than the
 * rules of product and Sigmoid would: it needs s and y, and x no more.
 */
export const swishGradient: GradientRule = ({ builder, inputs, output, outputGradient }) => [
  builder.node(
    'SwishGradient',
    [outputGradient, inputs[1], output],
    {},
    { domain: 'dermalite', types: [{ dtype: output.dtype, shape: output.shape }] },
  ),
  undefined,
]

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
