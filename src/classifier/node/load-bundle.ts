import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { DermaliteError } from '../../errors.ts'
import { chooseModelFile, invalidBundle, MANIFEST_FILE, parseManifest } from '../bundle.ts'
import type { Manifest, ModelFile, Precision } from '../manifest.ts'

export type LoadedBundle = {
  readonly manifest: Manifest
  readonly file: ModelFile
  /** The content of `file`, checked against its checksum. */
  readonly model: Uint8Array
}

/**
 * Reads the manifest and the ONNX model of one precision from a bundle folder.
 *
 * @param precision default: int8 where the bundle has it, else float32
 * @throws DermaliteError `bundle-not-found`: no such folder or no manifest in it; `bundle-invalid`: a wrong manifest, a
 *   model file that is missing or not the one that the manifest describes; `bad-argument`: no model of this precision
 */
export async function loadBundle(folder: string, precision?: Precision): Promise<LoadedBundle> {
  const manifest = await loadManifest(folder)
  const file = chooseModelFile(manifest, 'onnx', precision)
  const model = await readModel(folder, file)
  return { manifest, file, model }
}

/** @throws DermaliteError `bundle-not-found`, `bundle-invalid` */
export async function loadManifest(folder: string): Promise<Manifest> {
  return parseManifest(await readManifest(folder), folder)
}

async function readManifest(folder: string): Promise<string> {
  try {
    return await readFile(join(folder, MANIFEST_FILE), 'utf8')
  } catch (cause) {
    const exists = await stat(folder).then(
      (stats) => stats.isDirectory(),
      () => false,
    )
    throw new DermaliteError(
      'bundle-not-found',
      exists ? `${folder} holds no ${MANIFEST_FILE}` : `there is no bundle folder ${folder}`,
      'Name the folder of a model bundle, such as models/mobilenet-v2.',
      { cause },
    )
  }
}

/**
 * The content of a file that the manifest lists.
 *
 * @throws DermaliteError `bundle-invalid`: it is missing, or not the file that the manifest describes
 */
export async function readModel(folder: string, file: ModelFile): Promise<Uint8Array> {
  let model: Uint8Array
  try {
    model = await readFile(join(folder, file.path))
  } catch (cause) {
    throw invalidBundle(folder, `${file.path} cannot be read: ${(cause as Error).message}`, cause)
  }
  const sha256 = createHash('sha256').update(model).digest('hex')
  if (sha256 === file.sha256) return model
  throw invalidBundle(
    folder,
    `${file.path} is not the file that the manifest describes (${model.byteLength} bytes with SHA-256 ${sha256}, ` +
      `expected ${file.bytes} bytes with ${file.sha256})`,
  )
}
