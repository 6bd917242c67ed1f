import type { Manifest } from '../../classifier/manifest.ts'
import type { Graph, Shape } from '../../graph/graph.ts'
import { readOnnx } from '../../graph/onnx/read.ts'
import { checkTflite } from './check.ts'
import { invalidExport } from './invalid.ts'
import { writeTflite } from './write.ts'

/** The entry of the file's metadata that says what goes in and what comes out, as JSON. */
export const METADATA_NAME = 'dermalite.json'

/**
 * The .tflite file of a bundle's ONNX model, float32 or int8.
 *
 * | input or output | shape | meaning |
 * |---|---|---|
 * | `image` | [1, S, S, 3] | RGB, (value / 255 - mean) / std |
 * | `logits` | [1, K] | before softmax |
 * | `cam` | [1, h, w, K] | class activation maps, classes last |
 * | `embedding` | [1, C] | pooled features |
 *
 * All four are float32, in an int8 file too. Classes, preprocessing and licence travel in the metadata
 * `dermalite.json`.
 *
 * @param model the bytes of the .onnx file
 * @throws DermaliteError `graph-invalid`: the model cannot be read, is not of this bundle's shape, or has no counterpart in
 *   TensorFlow Lite
 */
export function tfliteOfBundle(model: Uint8Array, manifest: Manifest): Uint8Array {
  const { graph } = readOnnx(model)
  requireBundleShape(graph, manifest)
  const file = writeTflite(graph, { [METADATA_NAME]: JSON.stringify(description(manifest)) })
  checkTflite(file)
  return file
}

/** What whoever finds the file alone has to know to use it. */
function description(manifest: Manifest) {
  const { name, classes, input, temperature, trainingPrior, licence, attribution } = manifest
  return {
    name,
    notice: 'Research software, not a medical device.',
    classes,
    input: { ...input, colour: 'RGB', layout: 'NHWC', formula: '(value / 255 - mean) / std' },
    temperature,
    trainingPrior,
    licence,
    attribution,
  }
}

function requireBundleShape({ inputs, outputs }: Graph, { classes, input }: Manifest): void {
  const values = [...inputs, ...outputs]
  const expected: Readonly<Record<string, Shape>> = {
    image: ['N', 3, input.size, input.size],
    logits: ['N', classes.length],
    cam: ['N', classes.length, 'h', 'w'],
    embedding: ['N', 'C'],
  }
  const fits = Object.entries(expected).every(([name, shape], i) => {
    const value = values[i]
    return (
      value?.name === name &&
      value.dtype === 'float32' &&
      value.shape.length === shape.length &&
      shape.every((dim, axis) => typeof dim === 'string' || dim === value.shape[axis])
    )
  })
  if (inputs.length === 1 && values.length === 4 && fits) return
  const given = values.map(({ name, shape }) => `${name} [${shape}]`).join(', ')
  const wanted = Object.entries(expected).map(([name, shape]) => `${name} [${shape}]`)
  throw invalidExport(`it has ${given}, where a bundle's model has ${wanted.join(', ')}`)
}
