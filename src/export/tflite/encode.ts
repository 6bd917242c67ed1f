import { createHash } from 'node:crypto'
import { Builder } from 'flatbuffers'
import { FILE_IDENTIFIER, type FieldType, OPTION_TABLES, TABLES } from './schema.ts'

/** The fields of a table by name; what is left out or undefined has its default. */
export type FlatRecord = { readonly [field: string]: FlatValue | undefined }
export type FlatValue =
  | boolean
  | number
  | string
  | Uint8Array
  | readonly number[]
  | FlatRecord
  | readonly FlatRecord[]

type Encoder = {
  readonly builder: Builder
  /** Offset of `make`'s vector; one that was made before with the same key is used again. */
  share(key: string, make: () => number): number
}

const START_SIZE = 1 << 16

/** A Model table of schema.ts as the bytes of a .tflite file; equal strings and vectors are stored once. */
export function encodeModel(model: FlatRecord): Uint8Array {
  const builder = new Builder(START_SIZE)
  const offsets = new Map<string, number>()
  const share = (key: string, make: () => number) => {
    const offset = offsets.get(key) ?? make()
    offsets.set(key, offset)
    return offset
  }
  builder.finish(encodeTable({ builder, share }, 'Model', model), FILE_IDENTIFIER)
  return builder.asUint8Array().slice()
}

function encodeTable(encoder: Encoder, name: string, record: FlatRecord): number {
  const fields = Object.entries(TABLES[name]!).flatMap(([field, [slot, type]]) => {
    const value = record[field]
    if (value === undefined) return []
    return { slot, type, value: encodeValue(encoder, type, value, record) }
  })
  const { builder } = encoder
  builder.startObject(Math.max(0, ...fields.map(({ slot }) => slot + 1)))
  for (const { slot, type, value } of fields) addField(builder, slot, type, value)
  return builder.endObject()
}

/** Writes what a field refers to and gives its offset; a scalar is its own value. */
function encodeValue(encoder: Encoder, type: FieldType, value: FlatValue, record: FlatRecord) {
  const { builder, share } = encoder
  if (type === 'string') {
    return share(`string ${value}`, () => builder.createString(value as string))
  }
  if (typeof type === 'string') return Number(value)
  if ('table' in type) return encodeTable(encoder, type.table, value as FlatRecord)
  if ('union' in type) {
    return encodeTable(encoder, OPTION_TABLES.get(record[type.union])!, value as FlatRecord)
  }
  if ('tables' in type) {
    const tables = value as readonly FlatRecord[]
    const offsets = tables.map((each) => encodeTable(encoder, type.tables, each))
    return encodeVector(builder, 'offset', offsets)
  }
  if ('vector' in type) {
    const numbers = value as readonly number[]
    return share(`${type.vector} ${numbers}`, () => encodeVector(builder, type.vector, numbers))
  }
  const bytes = value as Uint8Array
  return share(`bytes ${createHash('sha256').update(bytes).digest('hex')}`, () => {
    builder.prep(type.aligned, bytes.length)
    return builder.createByteVector(bytes)
  })
}

const VECTORS = {
  int32: { bytes: 4, add: (builder: Builder, value: number) => builder.addInt32(value) },
  int64: { bytes: 8, add: (builder: Builder, value: number) => builder.addInt64(BigInt(value)) },
  float32: { bytes: 4, add: (builder: Builder, value: number) => builder.addFloat32(value) },
  offset: { bytes: 4, add: (builder: Builder, value: number) => builder.addOffset(value) },
} as const

/** The builder writes from the end of the file to its start. */
function encodeVector(builder: Builder, type: keyof typeof VECTORS, values: readonly number[]) {
  const { bytes, add } = VECTORS[type]
  builder.startVector(bytes, values.length, bytes)
  for (let i = values.length - 1; i >= 0; i--) add(builder, values[i]!)
  return builder.endVector()
}

const SCALARS = {
  bool: 'addFieldInt8',
  int8: 'addFieldInt8',
  uint8: 'addFieldInt8',
  int32: 'addFieldInt32',
  uint32: 'addFieldInt32',
  float32: 'addFieldFloat32',
} as const

/** @param value a scalar, or the offset of what the field refers to */
function addField(builder: Builder, slot: number, type: FieldType, value: number): void {
  if (typeof type === 'object' || type === 'string') builder.addFieldOffset(slot, value, 0)
  else builder[SCALARS[type]](slot, value, null)
}
