import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { type Manifest, manifestSchema } from '../classifier/manifest.ts'
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
const MANIFEST_FILE = 'manifest.json'

/**
 * Writes `model.onnx` (float32) and `manifest.json` into a folder, each under a temporary name first.
 *
 * @returns the manifest as written
 */
export async function writeBundle(folder: string, options: BundleOptions): Promise<Manifest> {
  const { architecture, size, parameters, description } = options
  const classes = description.classes.length
  const model = writeOnnx(inferenceGraph({ architecture, size, classes, parameters }), {
    licence: description.licence,
    attribution: description.attribution,
  })
  const manifest = manifestSchema.parse({
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
  } satisfies Manifest)
  await writeFileAtomic(join(folder, MODEL_FILE), model)
  await writeFileAtomic(join(folder, MANIFEST_FILE), `${JSON.stringify(manifest, null, 2)}\n`)
  return manifest
}
