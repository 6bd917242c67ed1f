import type { FlatRecord } from './encode.ts'
import type { OperatorName } from './operators.ts'
import type { TensorType } from './schema.ts'

/** x = (q - zeroPoint) * scale, with one scale, or one for each index of an axis. */
export type TfliteQuantization = {
  readonly scale: readonly number[]
  readonly zeroPoint: readonly number[]
  readonly axis: number
}

export type TfliteTensor = {
  readonly name: string
  readonly type: TensorType
  readonly shape: readonly number[]
  /** Of a constant: its elements, little-endian. */
  readonly data?: Uint8Array
  readonly quantization?: TfliteQuantization
}

export type TfliteOperator = {
  readonly operator: OperatorName
  readonly version: number
  /** Indices of tensors. */
  readonly inputs: readonly number[]
  readonly outputs: readonly number[]
  readonly options: FlatRecord
}

/** A graph in the terms of TensorFlow Lite; `operators` are in topological order. */
export type TfliteModel = {
  readonly name: string
  readonly tensors: readonly TfliteTensor[]
  readonly operators: readonly TfliteOperator[]
  readonly inputs: readonly NamedTensor[]
  readonly outputs: readonly NamedTensor[]
}

/** Under which name a caller passes or receives a tensor. */
export type NamedTensor = { readonly name: string; readonly tensor: number }
