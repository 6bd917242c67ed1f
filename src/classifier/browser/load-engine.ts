import type { Manifest, ModelFile, Precision } from '../manifest.ts'
import { type LiteRtBuild, startLiteRt } from './litert.ts'
import { createLiteRtRuntime, type LiteRtRuntime } from './litert-runtime.ts'
import { loadBundle } from './load-bundle.ts'
import { selfTest } from './self-test.ts'

/** A bundle and the runtime that holds its model: the parts of `createClassifier`. */
export type Engine = {
  readonly manifest: Manifest
  readonly file: ModelFile
  readonly runtime: LiteRtRuntime
  readonly build: LiteRtBuild
}

export type EngineOptions = {
  /** URL of the bundle's folder, ending in a slash. */
  readonly bundle: string
  /** URL of the folder of LiteRT's WebAssembly, ending in a slash. */
  readonly wasm: string
  /** Default: int8 where the bundle has it, else float32. */
  readonly precision?: Precision
  /** Called while files come, with the bytes of all of them so far, decompressed. */
  readonly onBytes?: (loaded: number) => void
  readonly signal?: AbortSignal
}

/**
 * Loads a bundle's .tflite model into LiteRT and proves that it computes what it should.
 *
 * ```ts
 * const engine = await loadEngine({ bundle: '/model/', wasm: '/litert/' })
 * const classifier = createClassifier(engine)
 * const bitmap = await decodePicture(file)
 * const answer = await classifier.classify(readPixels(bitmap))
 * ```
 *
 * @throws DermaliteError `download-failed`, `bundle-invalid`, `bad-argument`, `runtime-unavailable` (no WebAssembly),
 *   `model-failed` (wrong numbers)
 */
export async function loadEngine({
  bundle,
  wasm,
  onBytes,
  ...options
}: EngineOptions): Promise<Engine> {
  const loaded = { bundle: 0, wasm: 0 }
  const counter = (part: keyof typeof loaded) => (bytes: number) => {
    loaded[part] = bytes
    onBytes?.(loaded.bundle + loaded.wasm)
  }
  const { signal } = options
  const [liteRt, { manifest, file, model }] = await Promise.all([
    startLiteRt(wasm, { signal, onBytes: counter('wasm') }),
    loadBundle(bundle, { ...options, onBytes: counter('bundle') }),
  ])
  const runtime = await createLiteRtRuntime(liteRt, model, manifest.input.size)
  try {
    await selfTest(runtime, manifest.input.size)
  } catch (error) {
    await runtime.dispose()
    throw error
  }
  return { manifest, file, runtime, build: liteRt.build }
}
