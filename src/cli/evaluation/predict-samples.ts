import type { Manifest, Precision } from '../../classifier/index.ts'
import { loadBundle } from '../../classifier/node/load-bundle.ts'
import { createOnnxRuntime } from '../../classifier/node/onnx-runtime.ts'
import type { Runtime } from '../../classifier/runtime.ts'
import type { Sample } from '../../dataset/types.ts'
import { loadBatches } from './load-batches.ts'

export type RunOptions = {
  readonly threads: number
  readonly onProgress?: (done: number, total: number) => void
}

export type PredictOptions = RunOptions & {
  readonly bundle: string
  /** Default: int8 where the bundle has it, else float32. */
  readonly precision?: Precision | undefined
}

/**
 * What a bundle's model answers for each sample, decoded and preprocessed as classification does it.
 *
 * @returns logits [N, K] row-major, before temperature and prior
 * @throws DermaliteError `bundle-not-found`, `bundle-invalid`, `model-failed`, and what decoding throws
 */
export async function predictSamples(
  samples: readonly Sample[],
  { bundle, precision, ...options }: PredictOptions,
): Promise<Float32Array> {
  const { manifest, model } = await loadBundle(bundle, precision)
  const [logits] = await predictWithModels(samples, manifest, [model], options)
  return logits!
}

/**
 * What several ONNX models of one bundle answer, each picture decoded once.
 *
 * @returns for each model, logits [N, K] row-major
 * @throws DermaliteError `bundle-invalid`, `model-failed`, and what decoding throws
 */
export async function predictWithModels(
  samples: readonly Sample[],
  manifest: Pick<Manifest, 'classes' | 'input'>,
  models: readonly Uint8Array[],
  { threads, onProgress }: RunOptions,
): Promise<Float32Array[]> {
  const { size } = manifest.input
  const runtimes = await Promise.all(
    models.map((model) => createOnnxRuntime(model, { size, threads })),
  )
  try {
    return await predictWithRuntimes(samples, manifest, runtimes, onProgress)
  } finally {
    await Promise.all(runtimes.map((runtime) => runtime.dispose()))
  }
}

/**
 * What several runtimes answer that take the same input, each picture decoded once.
 *
 * @returns for each runtime, logits [N, K] row-major
 * @throws DermaliteError `model-failed`, and what decoding throws
 */
export async function predictWithRuntimes(
  samples: readonly Sample[],
  { classes, input }: Pick<Manifest, 'classes' | 'input'>,
  runtimes: readonly Runtime[],
  onProgress?: (done: number, total: number) => void,
): Promise<Float32Array[]> {
  const logits = runtimes.map(() => new Float32Array(samples.length * classes.length))
  for await (const { start, count, images } of loadBatches(samples, input)) {
    for (const [index, runtime] of runtimes.entries()) {
      const outputs = await runtime.run(images, count)
      logits[index]!.set(outputs.logits, start * classes.length)
    }
    onProgress?.(start + count, samples.length)
  }
  return logits
}
