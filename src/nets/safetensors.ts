import { z } from 'zod'
import { DermaliteError } from '../errors.ts'
import type { WeightTensor } from './pretrained.ts'

const LENGTH_BYTES = 8
const MAX_HEADER_BYTES = 100_000_000
const FLOAT_BYTES = 4

const headerSchema = z
  .object({ __metadata__: z.record(z.string(), z.string()).optional() })
  .catchall(
    z.object({
      dtype: z.string(),
      shape: z.array(z.int().min(0)),
      data_offsets: z.tuple([z.int().min(0), z.int().min(0)]),
    }),
  )

export type Safetensors = {
  readonly tensors: Map<string, WeightTensor>
  readonly metadata: Readonly<Record<string, string>>
}

/**
 * Reads float32 tensors from the safetensors format (header length, JSON header, data; little-endian).
 *
 * @throws DermaliteError `weights-invalid` when the file is truncated, its header is no such header, or a tensor is not F32
 */
export function readSafetensors(bytes: Uint8Array): Safetensors {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const headerLength = bytes.length < LENGTH_BYTES ? Number.NaN : Number(view.getBigUint64(0, true))
  const dataStart = LENGTH_BYTES + headerLength
  if (!(headerLength <= MAX_HEADER_BYTES && dataStart <= bytes.length)) {
    throw invalid('the file is too short for its header')
  }
  const { __metadata__: metadata = {}, ...entries } = parseHeader(
    bytes.subarray(LENGTH_BYTES, dataStart),
  )
  const tensors = new Map<string, WeightTensor>()
  for (const [name, entry] of Object.entries(entries)) {
    const { dtype, shape, data_offsets } = entry as z.infer<typeof headerSchema>[string] & {
      dtype: string
      shape: number[]
      data_offsets: [number, number]
    }
    const [start, end] = data_offsets
    const count = shape.reduce((product, dim) => product * dim, 1)
    if (dtype !== 'F32') throw invalid(`"${name}" is ${dtype}, only F32 is read`)
    if (end - start !== count * FLOAT_BYTES || dataStart + end > bytes.length) {
      throw invalid(`"${name}" of shape [${shape}] does not fit its place in the file`)
    }
    const copy = bytes.slice(dataStart + start, dataStart + end)
    tensors.set(name, { shape, data: new Float32Array(copy.buffer) })
  }
  return { tensors, metadata }
}

/** The bytes of a safetensors file; tensors in the order of the map. */
export function writeSafetensors(
  tensors: ReadonlyMap<string, WeightTensor>,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array {
  const header: Record<string, unknown> = { __metadata__: metadata }
  let offset = 0
  for (const [name, { shape, data }] of tensors) {
    header[name] = { dtype: 'F32', shape, data_offsets: [offset, offset + data.byteLength] }
    offset += data.byteLength
  }
  const json = new TextEncoder().encode(JSON.stringify(header))
  const headerLength = Math.ceil(json.length / LENGTH_BYTES) * LENGTH_BYTES
  const bytes = new Uint8Array(LENGTH_BYTES + headerLength + offset)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(headerLength), true)
  bytes.fill(0x20, LENGTH_BYTES, LENGTH_BYTES + headerLength)
  bytes.set(json, LENGTH_BYTES)
  let position = LENGTH_BYTES + headerLength
  for (const { data } of tensors.values()) {
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), position)
    position += data.byteLength
  }
  return bytes
}

function parseHeader(bytes: Uint8Array): z.infer<typeof headerSchema> {
  try {
    return headerSchema.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)))
  } catch (cause) {
    throw invalid('the header is no safetensors header', cause)
  }
}

function invalid(reason: string, cause?: unknown): DermaliteError {
  return new DermaliteError(
    'weights-invalid',
    `these are no usable safetensors: ${reason}`,
    'Fetch the file again, or convert the weights to float32 safetensors.',
    { cause },
  )
}
