import { DermaliteError } from '../../errors.ts'
import type { FlatRecord, FlatValue } from './encode.ts'
import { FILE_IDENTIFIER, type FieldType, OPTION_TABLES, TABLES } from './schema.ts'

type Decoder = {
  readonly view: DataView
  /** Tables that may still be read: damage can make many offsets meet in one table. */
  tablesLeft: number
}

/**
 * The Model table of a .tflite file, with the fields that schema.ts knows. Every offset, length and alignment is checked before it
 * is followed.
 *
 * @throws DermaliteError `graph-invalid`: the bytes are no such file, or damaged
 */
export function decodeModel(bytes: Uint8Array): FlatRecord {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const decoder = { view, tablesLeft: bytes.length }
  const root = follow(decoder, 0, 'the root')
  const identifier = String.fromCharCode(...bytes.subarray(4, 8))
  if (identifier !== FILE_IDENTIFIER) throw invalidTflite(`it is marked "${identifier}"`)
  return decodeTable(decoder, root, 'Model')
}

export function invalidTflite(fault: string, cause?: unknown): DermaliteError {
  return new DermaliteError(
    'graph-invalid',
    `not a .tflite model that can be used: ${fault}`,
    'Export the model to tflite again.',
    { cause },
  )
}

function decodeTable(decoder: Decoder, at: number, name: string): FlatRecord {
  if (decoder.tablesLeft-- === 0) throw invalidTflite('tables refer to each other without end')
  const { view } = decoder
  requireRange(decoder, at, 4, 4, name)
  const vtable = at - view.getInt32(at, true)
  requireRange(decoder, vtable, 4, 2, name)
  const vtableBytes = view.getUint16(vtable, true)
  const tableBytes = view.getUint16(vtable + 2, true)
  requireRange(decoder, vtable, vtableBytes, 2, name)
  requireRange(decoder, at, tableBytes, 4, name)
  const record: Record<string, FlatValue> = {}
  for (const [field, [slot, type]] of Object.entries(TABLES[name]!)) {
    const entry = 4 + 2 * slot
    const offset = entry + 2 <= vtableBytes ? view.getUint16(vtable + entry, true) : 0
    if (offset === 0) continue
    if (offset + sizeOf(type) > tableBytes) throw invalidTflite(`${name}.${field} leaves its table`)
    record[field] = decodeField(decoder, at + offset, type, `${name}.${field}`, record)
  }
  return record
}

function decodeField(
  decoder: Decoder,
  at: number,
  type: FieldType,
  name: string,
  record: FlatRecord,
): FlatValue {
  const { view } = decoder
  requireRange(decoder, at, sizeOf(type), sizeOf(type), name)
  switch (type) {
    case 'bool':
      return view.getUint8(at) !== 0
    case 'int8':
      return view.getInt8(at)
    case 'uint8':
      return view.getUint8(at)
    case 'int32':
      return view.getInt32(at, true)
    case 'uint32':
      return view.getUint32(at, true)
    case 'float32':
      return view.getFloat32(at, true)
    case 'string':
      return decodeString(decoder, follow(decoder, at, name), name)
  }
  const target = follow(decoder, at, name)
  if ('table' in type) return decodeTable(decoder, target, type.table)
  if ('union' in type) {
    const table = OPTION_TABLES.get(record[type.union])
    if (table) return decodeTable(decoder, target, table)
    throw invalidTflite(`${name} is of the unknown type ${record[type.union]}`)
  }
  if ('tables' in type) {
    const { start, length } = decodeVector(decoder, target, 4, name)
    return Array.from({ length }, (_, i) =>
      decodeTable(decoder, follow(decoder, start + 4 * i, name), type.tables),
    )
  }
  if ('vector' in type) return decodeNumbers(decoder, target, type.vector, name)
  const { start, length } = decodeVector(decoder, target, 1, name)
  requireRange(decoder, start, length, type.aligned, name)
  return bytesOf(decoder, start, length)
}

function decodeNumbers(
  decoder: Decoder,
  at: number,
  type: 'int32' | 'int64' | 'float32',
  name: string,
): number[] {
  const { view } = decoder
  const bytes = type === 'int64' ? 8 : 4
  const { start, length } = decodeVector(decoder, at, bytes, name)
  const read = {
    int32: (i: number) => view.getInt32(start + bytes * i, true),
    int64: (i: number) => Number(view.getBigInt64(start + bytes * i, true)),
    float32: (i: number) => view.getFloat32(start + bytes * i, true),
  }[type]
  return Array.from({ length }, (_, i) => read(i))
}

function decodeString(decoder: Decoder, at: number, name: string): string {
  const { start, length } = decodeVector(decoder, at, 1, name)
  requireRange(decoder, start, length + 1, 1, name)
  if (decoder.view.getUint8(start + length) !== 0) throw invalidTflite(`${name} does not end`)
  return new TextDecoder().decode(bytesOf(decoder, start, length))
}

function decodeVector(decoder: Decoder, at: number, bytes: number, name: string) {
  requireRange(decoder, at, 4, 4, name)
  const length = decoder.view.getUint32(at, true)
  requireRange(decoder, at + 4, length * bytes, bytes, name)
  return { start: at + 4, length }
}

/** Where the offset that stands at a position leads to. */
function follow(decoder: Decoder, at: number, name: string): number {
  requireRange(decoder, at, 4, 4, name)
  const target = at + decoder.view.getUint32(at, true)
  requireRange(decoder, target, 4, 4, name)
  return target
}

function requireRange(
  { view }: Decoder,
  at: number,
  bytes: number,
  alignment: number,
  name: string,
): void {
  if (at < 0 || at + bytes > view.byteLength) {
    throw invalidTflite(`${name} lies outside of the ${view.byteLength} bytes`)
  }
  if (at % alignment !== 0) throw invalidTflite(`${name} is not aligned to ${alignment} bytes`)
}

function bytesOf({ view }: Decoder, start: number, length: number): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset + start, length)
}

function sizeOf(type: FieldType): number {
  return type === 'bool' || type === 'int8' || type === 'uint8' ? 1 : 4
}
