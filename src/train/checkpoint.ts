import { createHash } from 'node:crypto'
import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { DermaliteError } from '../errors.ts'
import { readSafetensors, writeSafetensors } from '../nets/safetensors.ts'
import type { Parameters } from './parameters.ts'

export type Checkpoint = {
  readonly tensors: Parameters
  /** Anything that JSON keeps. */
  readonly metadata: unknown
}

const CHECKSUM_BYTES = 32

/**
 * Writes a checkpoint so that a crash at any moment leaves either the old file or the new one: a temporary file, fsync,
 * rename. The format is safetensors, the metadata as JSON under the key `checkpoint`, and a SHA-256 of it all at the end.
 */
export async function saveCheckpoint(path: string, { tensors, metadata }: Checkpoint): Promise<void> {
  const shaped = new Map(
    [...tensors].map(([name, data]) => [name, { shape: [data.length], data }] as const),
  )
  const bytes = writeSafetensors(shaped, { checkpoint: JSON.stringify(metadata) })
  const temporary = `${path}.tmp`
  await mkdir(dirname(path), { recursive: true })
  const file = await open(temporary, 'w')
  try {
    await file.writeFile(bytes)
    await file.writeFile(createHash('sha256').update(bytes).digest())
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(temporary, path)
}

/** @throws DermaliteError `checkpoint-invalid` when the file is missing, truncated or changed */
export async function loadCheckpoint(path: string): Promise<Checkpoint> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw invalid(path, 'cannot be read', cause)
  })
  const content = bytes.subarray(0, Math.max(0, bytes.length - CHECKSUM_BYTES))
  const checksum = createHash('sha256').update(content).digest()
  if (!checksum.equals(bytes.subarray(content.length))) {
    throw invalid(path, 'does not match its checksum: it is truncated or was changed')
  }
  const { tensors, metadata } = readSafetensors(content)
  return {
    tensors: new Map([...tensors].map(([name, { data }]) => [name, data])),
    metadata: JSON.parse(metadata.checkpoint ?? 'null'),
  }
}

/**
 * @throws DermaliteError `checkpoint-mismatch` naming every top-level key in which two configurations differ
 */
export function requireSameConfig(saved: unknown, asked: unknown): void {
  const before = (saved ?? {}) as Record<string, unknown>
  const now = (asked ?? {}) as Record<string, unknown>
  const keys = [...new Set([...Object.keys(before), ...Object.keys(now)])]
  const different = keys.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(now[key]))
  if (different.length === 0) return
  const list = different.map(
    (key) => `${key} (${JSON.stringify(before[key])} then, ${JSON.stringify(now[key])} now)`,
  )
  throw new DermaliteError(
    'checkpoint-mismatch',
    `the checkpoint was made with another configuration: ${list.join(', ')}`,
    'Resume with the configuration it was started with, or start a new run.',
  )
}

function invalid(path: string, reason: string, cause?: unknown): DermaliteError {
  return new DermaliteError(
    'checkpoint-invalid',
    `the checkpoint ${path} ${reason}`,
    'Delete it and start the run again without --resume.',
    { cause },
  )
}
