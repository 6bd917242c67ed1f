import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import { MANIFEST_FILE } from '../classifier/bundle.ts'
import { type Manifest, manifestSchema } from '../classifier/manifest.ts'
import { DermaliteError } from '../errors.ts'
import { writeOnnx } from '../graph/onnx/write.ts'
import type { Architecture } from '../nets/architecture.ts'
import { writeFileAtomic } from '../write-file.ts'
import { inferenceGraph } from './inference-graph.ts'

/** What the manifest says about a model beyond its files. */
export type BundleDescription = Omit<Manifest, 'schemaVersion' | 'files' | 'input' | 'architecture'>

export type BundleOptions = {
  readonly architecture: Architecture
  /** Side of the square input, pixels. */
  readonly size: number
  readonly parameters: ReadonlyMap<string, Float32Array>
  readonly description: BundleDescription
}

const MODEL_FILE = 'model.onnx'

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
    files: [
      {
        path: MODEL_FILE,
        format: 'onnx',
        precision: 'float32',
        bytes: model.byteLength,
        sha256: createHash('sha256').update(model).digest('hex'),
      },
    ],
  })
  await writeFileAtomic(join(folder, MODEL_FILE), model)
  await writeFileAtomic(join(folder, MANIFEST_FILE), `${JSON.stringify(manifest, null, 2)}\n`)
  return manifest
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
