import { DermaliteError } from '../../../errors.ts'
import { isPlainConvolution } from '../../operators/convolution.ts'
import type { ValueType } from '../../shapes/rule.ts'
import type { GradientRule } from '../rule.ts'

/**
 * The three gradients of a convolution, as nodes of the `dermalite` domain that carry the convolution's attributes;
 * `lower` turns them into operators that a runtime knows, in the layout that suits it.
 */
export const convolutionGradient: GradientRule = ({
  builder,
  node,
  inputs,
  outputGradient,
  needed,
}) => {
  if (!isPlainConvolution(node)) {
    throw new DermaliteError(
      'graph-invalid',
      `the convolution "${node.outputs[0]}" has strides that differ or a dilation, which has no gradient rule`,
      'Use one stride for both axes, and no dilation.',
    )
  }
  const [x, weight, bias] = inputs
  const gradient = (op: string, operands: (typeof x)[], like: ValueType) =>
    builder.node(op, operands, node.attributes, {
      domain: 'dermalite',
      types: [{ dtype: like.dtype, shape: like.shape }],
    })
  return [
    needed[0] ? gradient('ConvInputGradient', [outputGradient, weight], x!) : undefined,
    needed[1] ? gradient('ConvWeightGradient', [x, outputGradient], weight!) : undefined,
    needed[2] ? gradient('ConvBiasGradient', [outputGradient], bias!) : undefined,
  ]
}
