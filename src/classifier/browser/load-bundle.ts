import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { chooseModelFile, invalidBundle, MANIFEST_FILE, parseManifest } from '../bundle.ts'
import type { Manifest, ModelFile, Precision } from '../manifest.ts'
import { type DownloadOptions, downloadBytes } from './download.ts'

export type LoadedBundle = {
  readonly manifest: Manifest
  readonly file: ModelFile
  /** The content of `file`, checked against its checksum. */
  readonly model: Uint8Array
}

/**
 * Fetches the manifest and the .tflite model of one precision.
 *
 * @param folder URL of the bundle, ending in a slash
 * @param precision default: int8 where the bundle has it, else float32
 * @throws DermaliteError `download-failed`; `bundle-invalid`: a wrong manifest, or a model file that is not the one that the
 *   manifest describes; `bad-argument`: no model of this precision
 */
export async function loadBundle(
  folder: string,
  { precision, ...options }: DownloadOptions & { readonly precision?: Precision } = {},
): Promise<LoadedBundle> {
  const { signal } = options
  const manifestBytes = await downloadBytes(`${folder}${MANIFEST_FILE}`, { signal })
  const manifest = parseManifest(new TextDecoder().decode(manifestBytes), folder)
  const file = chooseModelFile(manifest, 'tflite', precision)
  const model = await downloadBytes(`${folder}${file.path}`, options)
  if (bytesToHex(sha256(model)) === file.sha256) return { manifest, file, model }
  throw invalidBundle(
    folder,
    `${file.path} is not the file that the manifest describes (${model.byteLength} bytes, expected ${file.bytes})`,
  )
}
