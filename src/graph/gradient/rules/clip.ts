import type { GradientRule } from '../rule.ts'

/** Passes the gradient where the output lies strictly between the bounds; needs the output alone, not the input. */
export const clipGradient: GradientRule = ({ builder, inputs, output, outputGradient }) => [
  builder.node(
    'ClipGradient',
    [
      outputGradient,
      output,
      inputs[1] ?? builder.scalar(Number.NEGATIVE_INFINITY),
      inputs[2] ?? builder.scalar(Number.POSITIVE_INFINITY),
    ],
    {},
    {
      domain: 'dermalite',
      types: [{ dtype: output.dtype, shape: output.shape }],
    },
  ),
]
