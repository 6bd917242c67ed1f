/** How a field is stored. `union` is the table that another field of the record names by its number. */
export type FieldType =
  | 'bool'
  | 'int8'
  | 'uint8'
  | 'int32'
  | 'uint32'
  | 'float32'
  | 'string'
  | { readonly table: string }
  | { readonly tables: string }
  | { readonly union: string }
  | { readonly vector: 'int32' | 'int64' | 'float32' }
  /** Bytes that start at a multiple of this. */
  | { readonly aligned: number }

/** The slot of each field in its table's vtable, and its type. */
export type TableSchema = Readonly<Record<string, readonly [slot: number, type: FieldType]>>

const table = (name: string) => ({ table: name })
const tables = (name: string) => ({ tables: name })
const ints = { vector: 'int32' } as const

const fused = { fusedActivation: [0, 'int8'] } as const
const window = {
  padding: [0, 'int8'],
  strideWidth: [1, 'int32'],
  strideHeight: [2, 'int32'],
} as const

/** The part of schema.fbs (TensorFlow Lite, version 3) that DermaLite writes. */
export const TABLES: Readonly<Record<string, TableSchema>> = {
  Model: {
    version: [0, 'uint32'],
    operatorCodes: [1, tables('OperatorCode')],
    subgraphs: [2, tables('SubGraph')],
    description: [3, 'string'],
    buffers: [4, tables('Buffer')],
    metadata: [6, tables('Metadata')],
    signatures: [7, tables('Signature')],
  },
  OperatorCode: { deprecatedCode: [0, 'int8'], version: [2, 'int32'], code: [3, 'int32'] },
  SubGraph: {
    tensors: [0, tables('Tensor')],
    inputs: [1, ints],
    outputs: [2, ints],
    operators: [3, tables('Operator')],
    name: [4, 'string'],
  },
  Tensor: {
    shape: [0, ints],
    type: [1, 'int8'],
    buffer: [2, 'uint32'],
    name: [3, 'string'],
    quantization: [4, table('Quantization')],
    hasRank: [8, 'bool'],
  },
  Quantization: {
    scale: [2, { vector: 'float32' }],
    zeroPoint: [3, { vector: 'int64' }],
    dimension: [6, 'int32'],
  },
  Operator: {
    codeIndex: [0, 'uint32'],
    inputs: [1, ints],
    outputs: [2, ints],
    optionsType: [3, 'uint8'],
    options: [4, { union: 'optionsType' }],
  },
  Buffer: { data: [0, { aligned: 16 }] },
  Metadata: { name: [0, 'string'], buffer: [1, 'uint32'] },
  Signature: {
    inputs: [0, tables('TensorMap')],
    outputs: [1, tables('TensorMap')],
    key: [2, 'string'],
    subgraph: [4, 'uint32'],
  },
  TensorMap: { name: [0, 'string'], tensor: [1, 'uint32'] },
  Conv2DOptions: {
    ...window,
    fusedActivation: [3, 'int8'],
    dilationWidth: [4, 'int32'],
    dilationHeight: [5, 'int32'],
  },
  DepthwiseConv2DOptions: {
    ...window,
    depthMultiplier: [3, 'int32'],
    fusedActivation: [4, 'int8'],
    dilationWidth: [5, 'int32'],
    dilationHeight: [6, 'int32'],
  },
  SoftmaxOptions: { beta: [0, 'float32'] },
  AddOptions: fused,
  ReshapeOptions: { shape: [0, ints] },
  MulOptions: fused,
  PadOptions: {},
  ReducerOptions: { keepDims: [0, 'bool'] },
  SubOptions: fused,
}

/** The union BuiltinOptions. */
export const OPTION_TYPES = {
  Conv2DOptions: 1,
  DepthwiseConv2DOptions: 2,
  SoftmaxOptions: 9,
  AddOptions: 11,
  ReshapeOptions: 17,
  MulOptions: 21,
  PadOptions: 22,
  ReducerOptions: 27,
  SubOptions: 28,
} as const

/** The table of a union's number. */
export const OPTION_TABLES = new Map<unknown, OptionsTable>(
  Object.entries(OPTION_TYPES).map(([name, code]) => [code, name as OptionsTable]),
)

export const TENSOR_TYPES = { float32: 0, int32: 2, int8: 9 } as const
export const BYTES_PER_ELEMENT = { float32: 4, int32: 4, int8: 1 } as const
export const ACTIVATIONS = { none: 0, relu: 1, relu6: 3 } as const
export const PADDINGS = { same: 0, valid: 1 } as const

export const FILE_IDENTIFIER = 'TFL3'
export const SCHEMA_VERSION = 3

export type OptionsTable = keyof typeof OPTION_TYPES
export type TensorType = keyof typeof TENSOR_TYPES
export type Activation = keyof typeof ACTIVATIONS
