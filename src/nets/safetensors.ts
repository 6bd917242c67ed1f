import { z } from 'zod'
import { DermaliteError } from '../errors.ts'
import { bfloat16ToFloat32, float16ToFloat32 } from './half.ts'

/** The array that holds each element type of the format; F16 and BF16 stay raw bits. */
type Arrays = {
  F64: Float64Array
  F32: Float32Array
  F16: Uint16Array
  BF16: Uint16Array
  I64: BigInt64Array
  I32: Int32Array
  I16: Int16Array
  I8: Int8Array
  U8: Uint8Array
  BOOL: Uint8Array
}

export type SafetensorsDtype = keyof Arrays

/** A dense row-major tensor, told apart by its element type. */
export type SafetensorsTensor = {
  readonly [D in SafetensorsDtype]: {
    readonly dtype: D
    readonly shape: readonly number[]
    readonly data: Arrays[D]
  }
}[SafetensorsDtype]

export type Safetensors = {
  readonly metadata: Readonly<Record<string, string>>
  readonly tensors: ReadonlyMap<string, SafetensorsTensor>
}

const LENGTH_BYTES = 8
const METADATA_KEY = '__metadata__'
const ARRAY_TYPES = {
  F64: Float64Array,
  F32: Float32Array,
  F16: Uint16Array,
  BF16: Uint16Array,
  I64: BigInt64Array,
  I32: Int32Array,
  I16: Int16Array,
  I8: Int8Array,
  U8: Uint8Array,
  BOOL: Uint8Array,
} as const
const DTYPES = Object.keys(ARRAY_TYPES) as [SafetensorsDtype, ...SafetensorsDtype[]]

const metadataSchema = z.record(z.string(), z.string())
const dimension = z.int().min(0)
const entrySchema = z.strictObject({
  dtype: z.enum(DTYPES),
  shape: z.array(dimension),
  data_offsets: z.tuple([dimension, dimension]),
})

type Entry = z.infer<typeof entrySchema> & { readonly name: string }

/**
 * Reads a safetensors file (https://github.com/huggingface/safetensors): the length of the header as a little-endian
 * uint64, the header as JSON, then the tensors one after the other. Every tensor is copied out of `bytes`.
 *
 * @throws DermaliteError `weights-invalid` unless the tensors fill the file exactly as the header says
 */
export function readSafetensors(bytes: Uint8Array): Safetensors {
  const headerLength = readHeaderLength(bytes)
  const body = bytes.subarray(LENGTH_BYTES + headerLength)
  const header = parseHeader(bytes.subarray(LENGTH_BYTES, LENGTH_BYTES + headerLength))
  const metadata = check(metadataSchema, header[METADATA_KEY] ?? {}, METADATA_KEY)
  const entries = Object.entries(header)
    .filter(([name]) => name !== METADATA_KEY)
    .map(([name, entry]) => ({ name, ...check(entrySchema, entry, name) }))
  checkOffsets(entries, body.length)
  return {
    metadata,
    tensors: new Map(entries.map((entry) => [entry.name, sliceTensor(entry, body)])),
  }
}

/**
 * The bytes of a safetensors file. Tensors of wide elements come first, so that each is aligned to its element size.
 *
 * @throws DermaliteError `weights-invalid` when a tensor does not fill its shape or is named `__metadata__`
 */
export function writeSafetensors({ metadata, tensors }: Safetensors): Uint8Array<ArrayBuffer> {
  const ordered = [...tensors].sort(
    ([, a], [, b]) => b.data.BYTES_PER_ELEMENT - a.data.BYTES_PER_ELEMENT,
  )
  let end = 0
  const entries = ordered.map(([name, { dtype, shape, data }]) => {
    if (name === METADATA_KEY) throw invalid(`a tensor is named "${METADATA_KEY}"`)
    if (elementCount(shape) !== data.length) {
      throw invalid(`"${name}" of shape [${shape}] has ${data.length} elements`)
    }
    const start = end
    end += data.byteLength
    return [name, { dtype, shape, data_offsets: [start, end] }] as const
  })
  const json = JSON.stringify({ [METADATA_KEY]: metadata, ...Object.fromEntries(entries) })
  const encoded = new TextEncoder().encode(json)
  const headerLength = Math.ceil(encoded.length / LENGTH_BYTES) * LENGTH_BYTES
  const bytes = new Uint8Array(LENGTH_BYTES + headerLength + end)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(headerLength), true)
  bytes.fill(0x20, LENGTH_BYTES, LENGTH_BYTES + headerLength)
  bytes.set(encoded, LENGTH_BYTES)
  ordered.forEach(([, { data }], index) => {
    const offset = LENGTH_BYTES + headerLength + entries[index]![1].data_offsets[0]!
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), offset)
  })
  return bytes
}

export type FloatTensor = Extract<SafetensorsTensor, { dtype: 'F64' | 'F32' | 'F16' | 'BF16' }>

const FLOAT_DTYPES: readonly SafetensorsDtype[] = ['F64', 'F32', 'F16', 'BF16']

export function isFloatTensor(tensor: SafetensorsTensor): tensor is FloatTensor {
  return FLOAT_DTYPES.includes(tensor.dtype)
}

/** The values of a floating-point tensor as float32; not a copy where they are that already. */
export function toFloat32({ dtype, data }: FloatTensor): Float32Array {
  switch (dtype) {
    case 'F32':
      return data
    case 'F64':
      return Float32Array.from(data)
    case 'F16':
      return float16ToFloat32(data)
    case 'BF16':
      return bfloat16ToFloat32(data)
  }
}

function readHeaderLength(bytes: Uint8Array): number {
  if (bytes.length < LENGTH_BYTES) throw invalid(`the file has only ${bytes.length} bytes`)
  const length = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true)
  const available = bytes.length - LENGTH_BYTES
  if (length > BigInt(available)) {
    throw invalid(`its header should have ${length} bytes, only ${available} follow`)
  }
  return Number(length)
}

function parseHeader(bytes: Uint8Array): Record<string, unknown> {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    const header: unknown = JSON.parse(text)
    if (typeof header === 'object' && header !== null && !Array.isArray(header)) {
      return header as Record<string, unknown>
    }
  } catch (cause) {
    throw invalid('its header is no JSON', { cause })
  }
  throw invalid('its header is no JSON object')
}

function check<T>(schema: z.ZodType<T>, value: unknown, name: string): T {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw invalid(`its header entry "${name}" is wrong: ${z.prettifyError(result.error)}`)
}

function checkOffsets(entries: readonly Entry[], bodyLength: number): void {
  let end = 0
  const ordered = [...entries].sort(
    (a, b) => a.data_offsets[0] - b.data_offsets[0] || a.data_offsets[1] - b.data_offsets[1],
  )
  for (const { name, dtype, shape, data_offsets: offsets } of ordered) {
    const size = elementCount(shape) * ARRAY_TYPES[dtype].BYTES_PER_ELEMENT
    if (offsets[0] !== end || offsets[1] !== end + size) {
      throw invalid(`"${name}" stands at bytes ${offsets}, its place is ${end},${end + size}`)
    }
    end += size
  }
  if (end !== bodyLength) throw invalid(`its tensors need ${end} bytes, it has ${bodyLength}`)
}

function sliceTensor({ dtype, shape, data_offsets: offsets }: Entry, body: Uint8Array) {
  const { buffer } = Uint8Array.from(body.subarray(...offsets))
  return { dtype, shape, data: new ARRAY_TYPES[dtype](buffer) } as SafetensorsTensor
}

function elementCount(shape: readonly number[]): number {
  return shape.reduce((product, dim) => product * dim, 1)
}

function invalid(fault: string, options?: ErrorOptions): DermaliteError {
  return new DermaliteError(
    'weights-invalid',
    `not a valid safetensors file: ${fault}`,
    'Download or write the file again.',
    options,
  )
}
