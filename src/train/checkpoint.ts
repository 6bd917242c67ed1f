import { createHash } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { DermaliteError } from '../errors.ts'
import { readSafetensors, type SafetensorsTensor, writeSafetensors } from '../nets/safetensors.ts'
import type { Parameters } from './parameters.ts'

export type Checkpoint = {
  readonly tensors: Parameters
  /** Anything that JSON can hold. */
  readonly metadata: unknown
}

const FORMAT = 'dermalite-checkpoint-1'
const BLANK_DIGEST = '0'.repeat(64)

/**
 * Writes one safetensors file whose header holds the SHA-256 of the whole file (taken with the digest itself as zeros).
 * The file is written beside `path`, synced and renamed: whenever the process or the machine dies, `path` holds either
 * the checkpoint from before or this one, whole.
 */
export async function saveCheckpoint(
  path: string,
  { tensors, metadata }: Checkpoint,
): Promise<void> {
  const bytes = writeSafetensors({
    metadata: { sha256: BLANK_DIGEST, format: FORMAT, metadata: JSON.stringify(metadata) },
    tensors: new Map(
      [...tensors].map(([name, data]) => [name, { dtype: 'F32', shape: [data.length], data }]),
    ),
  })
  writeDigest(bytes, BLANK_DIGEST, sha256(bytes))
  const partial = `${path}.partial`
  await mkdir(dirname(path), { recursive: true })
  try {
    await writeSynced(partial, bytes)
    await rename(partial, path)
    await syncFolder(dirname(path))
  } catch (error) {
    await rm(partial, { force: true })
    throw error
  }
}

/** @throws DermaliteError `checkpoint-invalid` when the file is missing, cut short, altered, or no checkpoint */
export async function loadCheckpoint(path: string): Promise<Checkpoint> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw invalid(path, 'it cannot be read', cause)
  })
  const { metadata, tensors } = parse(path, bytes)
  if (metadata.format !== FORMAT) throw invalid(path, 'it is no checkpoint of this version')
  const { sha256: digest = '' } = metadata
  writeDigest(bytes, digest, BLANK_DIGEST)
  if (sha256(bytes) !== digest) throw invalid(path, 'its checksum does not match its content')
  return {
    tensors: new Map([...tensors].map(([name, tensor]) => [name, dataOf(path, name, tensor)])),
    metadata: JSON.parse(metadata.metadata ?? 'null'),
  }
}

function dataOf(path: string, name: string, { dtype, data }: SafetensorsTensor): Float32Array {
  if (dtype === 'F32') return data
  throw invalid(path, `"${name}" is ${dtype}, not F32`)
}

function parse(path: string, bytes: Uint8Array) {
  try {
    return readSafetensors(bytes)
  } catch (cause) {
    throw invalid(path, (cause as Error).message, cause)
  }
}

/** Replaces the digest where the header first names it; JSON escapes quotes, so nothing before it reads the same. */
function writeDigest(bytes: Uint8Array, from: string, to: string): void {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const marker = `"sha256":"${from}"`
  const start = buffer.indexOf(marker)
  if (start >= 0) buffer.write(`"sha256":"${to}"`, start, marker.length, 'latin1')
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

async function writeSynced(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'w')
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Makes a rename last through a power cut; Windows can neither open a folder nor needs to. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

function invalid(path: string, fault: string, cause?: unknown): DermaliteError {
  return new DermaliteError(
    'checkpoint-invalid',
    `${path} is no usable checkpoint: ${fault}`,
    'Resume from another checkpoint, or start the run again without --resume.',
    { cause },
  )
}
