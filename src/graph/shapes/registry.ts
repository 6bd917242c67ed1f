import { DermaliteError } from '../../errors.ts'
import { convolution, globalPool, transposedConvolution } from './convolution.ts'
import { broadcast, broadcastToBool, cast, clip, unary, where } from './elementwise.ts'
import { pad, reduce, reshape, slice, transpose } from './layout.ts'
import { gemm, matMul } from './linear.ts'
import { batchNormalization, softmax } from './normalization.ts'
import { dequantizeLinear, quantizeLinear } from './quantization.ts'
import type { ShapeContext, ShapeRule, ValueType } from './rule.ts'

/** How each operator's output types follow from its inputs, by `domain::op`. */
export const SHAPE_RULES: Readonly<Record<string, ShapeRule>> = {
  Add: broadcast,
  And: broadcastToBool,
  BatchNormalization: batchNormalization,
  Cast: cast,
  Clip: clip,
  Conv: convolution,
  ConvTranspose: transposedConvolution,
  DequantizeLinear: dequantizeLinear,
  Div: broadcast,
  Exp: unary,
  Gemm: gemm,
  GlobalAveragePool: globalPool,
  Greater: broadcastToBool,
  HardSigmoid: unary,
  HardSwish: unary,
  Identity: unary,
  Less: broadcastToBool,
  LogSoftmax: softmax,
  MatMul: matMul,
  Mul: broadcast,
  Neg: unary,
  Pad: pad,
  QuantizeLinear: quantizeLinear,
  Reciprocal: unary,
  ReduceMean: reduce,
  ReduceSum: reduce,
  Relu: unary,
  Reshape: reshape,
  Sigmoid: unary,
  Slice: slice,
  Softmax: softmax,
  Sqrt: unary,
  Sub: broadcast,
  Transpose: transpose,
  Where: where,
  'com.microsoft::FusedMatMul': matMul,
  'dermalite::RoundToLevels': unary,
  'dermalite::RoundWeight': unary,
}

/** The types of a node's outputs; throws `graph-invalid` for an operator that has no rule or inputs that do not fit. */
export function inferTypes(context: ShapeContext): ValueType[] {
  const rule = Object.hasOwn(SHAPE_RULES, context.op) ? SHAPE_RULES[context.op] : undefined
  if (rule === undefined) {
    throw new DermaliteError(
      'graph-invalid',
      `no shape rule for the operator "${context.op}"`,
      'Register one in src/graph/shapes/registry.ts, or give the types of its outputs.',
    )
  }
  return rule(context)
}
