import type { OptionsTable } from './schema.ts'

export type OperatorSchema = {
  /** BuiltinOperator. */
  readonly code: number
  /** The first version that takes the operand types in question. */
  readonly version: { readonly float32: number; readonly int8: number }
  readonly options?: OptionsTable
}

/** The operators of TensorFlow Lite that DermaLite writes, all of which XNNPACK computes. */
export const OPERATORS = {
  ADD: { code: 0, version: { float32: 1, int8: 2 }, options: 'AddOptions' },
  CONV_2D: { code: 3, version: { float32: 1, int8: 3 }, options: 'Conv2DOptions' },
  DEPTHWISE_CONV_2D: {
    code: 4,
    version: { float32: 1, int8: 3 },
    options: 'DepthwiseConv2DOptions',
  },
  DEQUANTIZE: { code: 6, version: { float32: 2, int8: 2 } },
  LOGISTIC: { code: 14, version: { float32: 1, int8: 2 } },
  MUL: { code: 18, version: { float32: 1, int8: 2 }, options: 'MulOptions' },
  RELU: { code: 19, version: { float32: 1, int8: 2 } },
  RELU6: { code: 21, version: { float32: 1, int8: 2 } },
  RESHAPE: { code: 22, version: { float32: 1, int8: 1 }, options: 'ReshapeOptions' },
  SOFTMAX: { code: 25, version: { float32: 1, int8: 2 }, options: 'SoftmaxOptions' },
  PAD: { code: 34, version: { float32: 1, int8: 2 }, options: 'PadOptions' },
  MEAN: { code: 40, version: { float32: 1, int8: 2 }, options: 'ReducerOptions' },
  SUB: { code: 41, version: { float32: 1, int8: 2 }, options: 'SubOptions' },
  QUANTIZE: { code: 114, version: { float32: 1, int8: 1 } },
  HARD_SWISH: { code: 117, version: { float32: 1, int8: 1 } },
} as const satisfies Readonly<Record<string, OperatorSchema>>

export type OperatorName = keyof typeof OPERATORS
