import { DermaliteError } from '../errors.ts'

/** Element types a graph may hold, by their ONNX names. */
export type DataType =
  | 'float32'
  | 'float64'
  | 'float16'
  | 'int64'
  | 'int32'
  | 'int8'
  | 'uint8'
  | 'bool'

export type TensorData =
  | Float32Array
  | Float64Array
  | Uint16Array
  | BigInt64Array
  | Int32Array
  | Int8Array
  | Uint8Array

/** A dense row-major tensor. float16 is kept as its raw bits, bool as 0 or 1. */
export type Tensor = {
  readonly dtype: DataType
  readonly shape: readonly number[]
  readonly data: TensorData
}

/** The number of elements of a static shape; 1 for a scalar. */
export function elementCount(shape: readonly number[]): number {
  return shape.reduce((product, dim) => product * dim, 1)
}

export function float32Tensor(data: Float32Array, shape: readonly number[]): Tensor {
  if (data.length !== elementCount(shape)) {
    throw new DermaliteError(
      'graph-invalid',
      `a tensor of shape [${shape}] needs ${elementCount(shape)} elements, got ${data.length}`,
      'Pass data that fills the shape exactly.',
    )
  }
  return { dtype: 'float32', shape, data }
}

export function scalarTensor(value: number): Tensor {
  return { dtype: 'float32', shape: [], data: Float32Array.of(value) }
}

export function int64Tensor(values: readonly number[]): Tensor {
  return { dtype: 'int64', shape: [values.length], data: BigInt64Array.from(values, BigInt) }
}
