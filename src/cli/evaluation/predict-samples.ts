import type { Precision } from '../../classifier/index.ts'
import { loadBundle } from '../../classifier/node/load-bundle.ts'
import { createOnnxRuntime } from '../../classifier/node/onnx-runtime.ts'
import type { Sample } from '../../dataset/types.ts'
import { createEvalLoader } from '../../train/loader/eval-loader.ts'

export type PredictOptions = {
  readonly bundle: string
  readonly precision?: Precision
  readonly threads: number
  readonly onProgress?: (done: number, total: number) => void
}

const BATCH = 16

/**
 * What a bundle's model answers for each sample, decoded and preprocessed as classification does it.
 *
 * @returns logits [N, K] row-major, before temperature and prior
 * @throws DermaliteError `bundle-not-found`, `bundle-invalid`, `model-failed`, and what decoding throws
 */
export async function predictSamples(
  samples: readonly Sample[],
  { bundle, precision = 'float32', threads, onProgress }: PredictOptions,
): Promise<Float32Array> {
  const { manifest, model } = await loadBundle(bundle, precision)
  const classes = manifest.classes.length
  const runtime = await createOnnxRuntime(model, { size: manifest.input.size, threads })
  const loader = createEvalLoader({ samples, spec: manifest.input })
  const logits = new Float32Array(samples.length * classes)
  const load = (start: number) => {
    const end = Math.min(start + BATCH, samples.length)
    return loader.load(Array.from({ length: end - start }, (_, offset) => start + offset))
  }
  try {
    let next = load(0)
    for (let start = 0; start < samples.length; start += BATCH) {
      const images = await next
      const rows = Math.min(BATCH, samples.length - start)
      if (start + rows < samples.length) next = load(start + rows)
      const outputs = await runtime.run(images, rows)
      logits.set(outputs.logits, start * classes)
      onProgress?.(start + rows, samples.length)
    }
  } finally {
    await Promise.all([loader.close(), runtime.dispose()])
  }
  return logits
}
