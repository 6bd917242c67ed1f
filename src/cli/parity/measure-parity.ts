import { createHash } from 'node:crypto'
import { type Manifest, type Precision, resolvePrior } from '../../classifier/index.ts'
import { loadBundle, readModel } from '../../classifier/node/load-bundle.ts'
import { createOnnxRuntime } from '../../classifier/node/onnx-runtime.ts'
import type { Sample } from '../../dataset/types.ts'
import { tfliteOfBundle } from '../../export/tflite/bundle-model.ts'
import type { ParityComparison } from '../../report/parity-file.ts'
import { countProgress } from '../count-progress.ts'
import { predictWithRuntimes } from '../evaluation/predict-samples.ts'
import { openTflite } from '../litert/node.ts'
import { compareEngines } from './compare-engines.ts'

/**
 * Runs the .onnx and the .tflite model of every precision of a bundle on the same images, each picture decoded once. A .tflite
 * model that the bundle does not hold is made from the .onnx model as `dermalite export` makes it.
 *
 * @throws DermaliteError `runtime-unavailable`: LiteRT is not installed; `bundle-invalid`, `model-failed`, and what decoding
 *   throws
 */
export async function measureParity(
  bundle: string,
  manifest: Manifest,
  samples: readonly Sample[],
  threads: number,
): Promise<ParityComparison[]> {
  const { size } = manifest.input
  const precisions = manifest.files.flatMap(({ format, precision }) =>
    format === 'onnx' ? [precision] : [],
  )
  const models = await Promise.all(precisions.map((precision) => loadPair(bundle, precision)))
  const pairs = await Promise.all(
    models.map(async ({ onnx, tflite }) => ({
      onnx: await createOnnxRuntime(onnx, { size, threads }),
      tflite: await openTflite(tflite, size),
    })),
  )
  const progress = countProgress('comparing engines', 'images')
  const runtimes = pairs.flatMap(({ onnx, tflite }) => [onnx, tflite])
  let logits: Float32Array[]
  try {
    logits = await predictWithRuntimes(samples, manifest, runtimes, progress.moveTo)
  } finally {
    progress.stop()
    await Promise.all(runtimes.map((runtime) => runtime.dispose()))
  }
  const prior = resolvePrior('balanced', manifest)
  return precisions.map((precision, i) => ({
    precision,
    onnx: sha256(models[i]!.onnx),
    tflite: sha256(models[i]!.tflite),
    ...compareEngines(logits[2 * i]!, logits[2 * i + 1]!, manifest, prior),
    fullyAccelerated: pairs[i]!.tflite.fullyAccelerated,
  }))
}

async function loadPair(bundle: string, precision: Precision) {
  const { manifest, model: onnx } = await loadBundle(bundle, precision)
  const shipped = manifest.files.find(
    (file) => file.format === 'tflite' && file.precision === precision,
  )
  const tflite = shipped ? await readModel(bundle, shipped) : tfliteOfBundle(onnx, manifest)
  return { onnx, tflite }
}

function sha256(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}
