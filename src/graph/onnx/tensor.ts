import { type DataType, elementCount, type Tensor, type TensorData } from '../tensor.ts'
import { invalidModel, type TensorMessage } from './message.ts'
import { DATA_TYPES } from './schema.ts'

const ARRAY_TYPES = {
  float32: Float32Array,
  float64: Float64Array,
  float16: Uint16Array,
  int64: BigInt64Array,
  int32: Int32Array,
  int8: Int8Array,
  uint8: Uint8Array,
  bool: Uint8Array,
} as const satisfies Record<DataType, new (length: number) => TensorData>

const DATA_TYPES_BY_CODE = new Map(
  Object.entries(DATA_TYPES).map(([dtype, code]) => [code, dtype as DataType]),
)

export function tensorProto(name: string, { dtype, shape, data }: Tensor) {
  return {
    name,
    dims: shape,
    dataType: DATA_TYPES[dtype],
    rawData: new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
  }
}

/** @throws DermaliteError `graph-invalid`: an element type that is not known, or data that does not fill the shape */
export function readTensor(message: TensorMessage): Tensor {
  const { name, dims: shape, rawData } = message
  const dtype = readDataType(message.dataType, name)
  const data = rawData ? rawElements(dtype, rawData) : listedElements(dtype, message)
  if (data?.length === elementCount(shape)) return { dtype, shape, data }
  throw invalidModel(`the data of "${name}" does not fill its shape [${shape}] of ${dtype}`)
}

/** @param name of the tensor or value, for the message */
export function readDataType(code: number, name: string): DataType {
  const dtype = DATA_TYPES_BY_CODE.get(code)
  if (dtype !== undefined) return dtype
  throw invalidModel(`"${name}" has the element type ${code}, which is not known`)
}

/** Little-endian, as the format demands; undefined when the bytes are no whole number of elements. */
function rawElements(dtype: DataType, bytes: Uint8Array): TensorData | undefined {
  const ArrayType = ARRAY_TYPES[dtype]
  if (bytes.byteLength % ArrayType.BYTES_PER_ELEMENT !== 0) return undefined
  return new ArrayType(Uint8Array.from(bytes).buffer)
}

/** The older way to store elements, as numbers of the protocol buffer. */
function listedElements(dtype: DataType, message: TensorMessage): TensorData {
  switch (dtype) {
    case 'float32':
      return Float32Array.from(message.floatData)
    case 'float64':
      return Float64Array.from(message.doubleData)
    case 'int64':
      return BigInt64Array.from(message.int64Data, BigInt)
    default:
      return ARRAY_TYPES[dtype].from(message.int32Data)
  }
}
