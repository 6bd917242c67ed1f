import { DermaliteError } from '../../errors.ts'
import { convolution, globalPool, transposedConvolution } from './convolution.ts'
import { broadcast, broadcastTo, cast, unary } from './elementwise.ts'
import { pad, reduce, reshape, slice, transpose } from './layout.ts'
import { gemm, matMul } from './linear.ts'
import type { ShapeContext, ShapeRule, ValueType } from './rule.ts'

/** How each operator's output types follow from its inputs, by `domain::op`. */
export const SHAPE_RULES: Readonly<Record<string, ShapeRule>> = {
  Add: broadcast(),
  And: broadcastTo('bool'),
  BatchNormalization: unary,
  Cast: cast,
  Clip: unary,
  Conv: convolution,
  ConvTranspose: transposedConvolution,
  Div: broadcast(),
  Exp: unary,
  Gemm: gemm,
  GlobalAveragePool: globalPool,
  Greater: broadcastTo('bool'),
  HardSigmoid: unary,
  HardSwish: unary,
  Identity: unary,
  Less: broadcastTo('bool'),
  LogSoftmax: unary,
  MatMul: matMul,
  Mul: broadcast(),
  Neg: unary,
  Pad: pad,
  Reciprocal: unary,
  ReduceMean: reduce,
  ReduceSum: reduce,
  Reshape: reshape,
  Sigmoid: unary,
  Slice: slice,
  Softmax: unary,
  Sqrt: unary,
  Sub: broadcast(),
  Transpose: transpose,
  Where: broadcast(1),
  'com.microsoft::FusedMatMul': matMul,
}

/** The types of a node's outputs; throws `graph-invalid` for an operator that has no rule or inputs that do not fit. */
export function inferTypes(context: ShapeContext): ValueType[] {
  const rule = SHAPE_RULES[context.op]
  if (rule === undefined) {
    throw new DermaliteError(
      'graph-invalid',
      `no shape rule for the operator "${context.op}"`,
      'Register one in src/graph/shapes/registry.ts, or give the types of its outputs.',
    )
  }
  return rule(context)
}
