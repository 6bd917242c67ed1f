import { join } from 'node:path'
import { z } from 'zod'
import { type Manifest, manifestSchema } from '../classifier/manifest.ts'
import { DermaliteError } from '../errors.ts'
import { writeOnnx } from '../graph/onnx/write.ts'
import type { Architecture } from '../nets/architecture.ts'
import { writeFileAtomic } from '../write-file.ts'
import { inferenceGraph } from './inference-graph.ts'
import { describeModelFile, type ModelKind, writeManifest } from './model-file.ts'

/** What the manifest says about a model beyond its files. */
export type BundleDescription = Omit<Manifest, 'schemaVersion' | 'files' | 'input' | 'architecture'>

export type BundleOptions = {
  readonly architecture: Architecture
  /** Side of the square input, pixels. */
  readonly size: number
  readonly parameters: ReadonlyMap<string, Float32Array>
  readonly description: BundleDescription
}

const FLOAT_MODEL: ModelKind = { path: 'model.onnx', format: 'onnx', precision: 'float32' }

/**
 * Writes `model.onnx` (float32) and `manifest.json` into a folder, each under a temporary name first.
 *
 * @returns the manifest as written
 * @throws DermaliteError `bundle-invalid`: the description is wrong; nothing is written then
 */
export async function writeBundle(folder: string, options: BundleOptions): Promise<Manifest> {
  const { architecture, size, parameters, description } = options
  const classes = description.classes.length
  const model = writeOnnx(inferenceGraph({ architecture, size, classes, parameters }), {
    licence: description.licence,
    attribution: description.attribution,
  })
  const manifest = checked({
    ...description,
    schemaVersion: 1,
    architecture: architecture.name,
    input: { size, mean: [...architecture.mean], std: [...architecture.std] },
    files: [describeModelFile(FLOAT_MODEL, model)],
  })
  await writeFileAtomic(join(folder, FLOAT_MODEL.path), model)
  return writeManifest(folder, manifest)
}

function checked(manifest: Manifest): Manifest {
  const result = manifestSchema.safeParse(manifest)
  if (result.success) return result.data
  throw new DermaliteError(
    'bundle-invalid',
    `the bundle "${manifest.name}" cannot be written: ${z.prettifyError(result.error)}`,
    'Correct the description of the model.',
  )
}
