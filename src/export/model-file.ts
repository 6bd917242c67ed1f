import { createHash } from 'node:crypto'
import { rm } from 'node:fs/promises'
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
 * Another .onnx model takes away the .tflite model of its precision, which was made from the old one. Files are written under a
 * temporary name first, the manifest last.
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
  const listed = replaced < 0 ? [...manifest.files, file] : manifest.files.with(replaced, file)
  const isSame = manifest.files[replaced]?.sha256 === file.sha256
  const outdated = isSame ? [] : listed.filter((each) => isMadeFrom(file, each))
  const files = listed.filter((each) => !outdated.includes(each))
  await writeFileAtomic(join(folder, kind.path), content)
  const written = await writeManifest(folder, { ...manifest, files })
  await Promise.all(outdated.map(({ path }) => rm(join(folder, path), { force: true })))
  return written
}

/**
 * A bundle that is written anew with the very same float32 model keeps what was made of that: its other model files and how
 * sure they are.
 *
 * @param manifest of the bundle with that model alone
 * @param earlier what its folder held before
 */
export function keepDerived(manifest: Manifest, earlier: Manifest | undefined): Manifest {
  const [float] = manifest.files
  const same = earlier?.files.some(({ sha256 }) => sha256 === float!.sha256)
  if (!earlier || !same) return manifest
  const derived = earlier.files.filter(({ sha256 }) => sha256 !== float!.sha256)
  const { uncertainty } = earlier
  return { ...manifest, files: [float!, ...derived], ...(uncertainty && { uncertainty }) }
}

function isMadeFrom(source: ModelFile, { format, precision }: ModelFile): boolean {
  return source.format === 'onnx' && format === 'tflite' && precision === source.precision
}

/** @returns the same manifest */
export async function writeManifest(folder: string, manifest: Manifest): Promise<Manifest> {
  await writeFileAtomic(join(folder, MANIFEST_FILE), `${JSON.stringify(manifest, null, 2)}\n`)
  return manifest
}
