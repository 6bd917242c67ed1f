import { convolution } from './convolution.ts'
import { activation, binary, softmax, unary } from './elementwise.ts'
import { dequantize, globalAveragePool, identity, quantize, reshape } from './layout.ts'
import type { Lowering } from './lowering.ts'

/** How each operator is written in the terms of TensorFlow Lite. */
export const LOWERINGS: Readonly<Record<string, Lowering>> = {
  Add: binary('ADD'),
  Clip: activation,
  Conv: convolution,
  DequantizeLinear: dequantize,
  GlobalAveragePool: globalAveragePool,
  HardSwish: unary('HARD_SWISH'),
  Identity: identity,
  Mul: binary('MUL'),
  QuantizeLinear: quantize,
  Relu: activation,
  Reshape: reshape,
  Sigmoid: unary('LOGISTIC'),
  Softmax: softmax,
  Sub: binary('SUB'),
}
