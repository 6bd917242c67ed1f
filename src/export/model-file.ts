import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { MANIFEST_FILE } from '../classifier/bundle.ts'
import type { Manifest, ModelFile } from '../classifier/manifest.ts'
import { loadManifest } from '../classifier/node/load-bundle.ts'
import { writeFileAtomic } from '../write-file.ts'

/** What a model file is, beside its content. */
export type ModelKind = Pick<ModelFile, 'path' | 'format' | 'precision'>

/** The entry of the manifest for a model file. */
export function describeModelFile(kind: ModelKind, content: Uint8Array): ModelFile {
  return {
    ...kind,
    bytes: content.byteLength,
    sha256: createHash('sha256').update(content).digest('hex'),
  }
}

/**
 * Writes another model into a bundle and lists it in the manifest, instead of an earlier one of the same format and precision.
 * Both files are written under a temporary name first, the manifest last.
 *
 * @returns the manifest as written
 * @throws DermaliteError `bundle-not-found`, `bundle-invalid`: there is no such bundle, or its manifest is wrong
 */
export async function addModelFile(
  folder: string,
  kind: ModelKind,
  content: Uint8Array,
): Promise<Manifest> {
  const manifest = await loadManifest(folder)
  const file = describeModelFile(kind, content)
  const replaced = manifest.files.findIndex(
    ({ format, precision }) => format === kind.format && precision === kind.precision,
  )
  const files = replaced < 0 ? [...manifest.files, file] : manifest.files.with(replaced, file)
  await writeFileAtomic(join(folder, kind.path), content)
  return writeManifest(folder, { ...manifest, files })
}

/** @returns the same manifest */
export async function writeManifest(folder: string, manifest: Manifest): Promise<Manifest> {
  await writeFileAtomic(join(folder, MANIFEST_FILE), `${JSON.stringify(manifest, null, 2)}\n`)
  return manifest
}
