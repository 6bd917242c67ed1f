import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { type Checksum, requireChecksum } from '../../download/checksum.ts'
import { downloadFile } from '../../download/download.ts'
import { DermaliteError } from '../../errors.ts'
import type { WeightTensor } from '../pretrained/weights.ts'
import { isFloatTensor, readSafetensors, toFloat32 } from '../safetensors.ts'

export type LoadWeightsOptions = {
  /** SHA-256 of the file, hexadecimal; not checked when left out. */
  readonly sha256?: string | undefined
  /** Folder that downloads are kept in. */
  readonly cacheDir: string
  readonly onProgress?: ((received: number, total: number | undefined) => void) | undefined
  readonly signal?: AbortSignal | undefined
}

export type Weights = {
  /** What the file says about itself: architecture, layout, licence. */
  readonly metadata: Readonly<Record<string, string>>
  /** Every floating-point tensor as float32; counters and the like are left out. */
  readonly tensors: ReadonlyMap<string, WeightTensor>
}

/**
 * Reads a safetensors file from a path, or from a URL by way of the cache. A URL is downloaded once; with a checksum a
 * cached file that does not match is downloaded again.
 *
 * @param source a path, or an address that starts with http:// or https://
 * @throws DermaliteError `file-not-found`, `checksum-mismatch`, `weights-invalid`, or `download-failed`
 */
export async function loadWeights(source: string, options: LoadWeightsOptions): Promise<Weights> {
  const path = await locate(source, options)
  const { metadata, tensors } = readSafetensors(await readFile(path))
  const floating = [...tensors].flatMap(([name, tensor]) =>
    isFloatTensor(tensor)
      ? [[name, { shape: tensor.shape, data: toFloat32(tensor) }] as const]
      : [],
  )
  return { metadata, tensors: new Map(floating) }
}

/** The local path of the weights, verified. */
async function locate(source: string, options: LoadWeightsOptions): Promise<string> {
  const { sha256, cacheDir, onProgress, signal } = options
  const checksum: Checksum | undefined = sha256 ? { algorithm: 'sha256', hex: sha256 } : undefined
  if (/^https?:\/\//.test(source)) {
    const path = join(cacheDir, cachedName(source))
    if (checksum || !existsSync(path)) {
      await downloadFile({ url: source, path, checksum, onProgress, signal })
    }
    return path
  }
  if (!existsSync(source)) {
    throw new DermaliteError(
      'file-not-found',
      `there are no weights at ${source}`,
      'Pass the path of a safetensors file or its https address.',
    )
  }
  if (checksum) await requireChecksum(source, checksum, source)
  return source
}

/** Readable, and different for every address. */
function cachedName(url: string): string {
  const digest = createHash('sha256').update(url).digest('hex').slice(0, 12)
  return `${digest}-${basename(new URL(url).pathname)}`
}
