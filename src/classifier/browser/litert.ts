import { type LiteRt, loadLiteRt, supportsFeature } from '@litertjs/core'
import { DermaliteError } from '../../errors.ts'
import { type DownloadOptions, download } from './download.ts'

/** LiteRT compiled to WebAssembly, and what it reported as wrong since it was last asked. */
export type LoadedLiteRt = {
  readonly liteRt: LiteRt
  /** `compat` where the browser lacks relaxed SIMD: the same numbers, about half as fast. */
  readonly build: LiteRtBuild
  /** LiteRT does not reject a run that fails: it prints an error and gives garbage. */
  takeFaults(): string[]
}

export type LiteRtBuild = 'simd' | 'compat'

const FILES: Readonly<Record<LiteRtBuild, string>> = {
  simd: 'litert_wasm_internal',
  compat: 'litert_wasm_compat_internal',
}

/** What LiteRT's script reads from the global `Module` before it starts (Emscripten). */
type EmscriptenOptions = {
  readonly printErr: (line: string) => void
  readonly instantiateWasm: (
    imports: WebAssembly.Imports,
    done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
  ) => object
}

let started:
  | { readonly liteRt: Promise<LoadedLiteRt>; readonly signal: AbortSignal | undefined }
  | undefined

/**
 * Loads LiteRT in a classic worker (it calls `importScripts`) or a page; once in each, again where it could not be downloaded.
 *
 * @param folder URL of the `wasm` folder of `@litertjs/core`, ending in a slash
 * @throws DermaliteError `runtime-unavailable`: WebAssembly is missing or blocked; `download-failed`
 */
export async function startLiteRt(
  folder: string,
  options: DownloadOptions = {},
): Promise<LoadedLiteRt> {
  started ??= { liteRt: begin(folder, options), signal: options.signal }
  const { liteRt, signal } = started
  try {
    return await liteRt
  } catch (error) {
    // whoever began has left, whoever joined has not
    if (signal?.aborted && !options.signal?.aborted) return startLiteRt(folder, options)
    throw error
  }
}

async function begin(folder: string, options: DownloadOptions): Promise<LoadedLiteRt> {
  try {
    return await load(folder, options)
  } catch (cause) {
    started = undefined
    if (options.signal?.aborted || cause instanceof DermaliteError) throw cause
    throw new DermaliteError(
      'runtime-unavailable',
      `LiteRT does not start here: ${(cause as Error).message}`,
      'Allow WebAssembly for this page, or use a current browser.',
      { cause },
    )
  }
}

/** WebAssembly first: once LiteRT has begun to start, it cannot begin again. */
async function load(folder: string, options: DownloadOptions): Promise<LoadedLiteRt> {
  const build = (await supportsFeature('relaxedSimd')) ? 'simd' : 'compat'
  const url = `${folder}${FILES[build]}`
  const module = await download(`${url}.wasm`, WebAssembly.compileStreaming, options)
  const faults: string[] = []
  const failed = new Promise<never>((_, reject) => {
    const emscripten: EmscriptenOptions = {
      printErr(line) {
        if (line.startsWith('ERROR')) faults.push(line)
      },
      instantiateWasm(imports, done) {
        WebAssembly.instantiate(module, imports)
          .then((instance) => done(instance, module))
          .catch(reject)
        return {}
      },
    }
    Object.assign(globalThis, { Module: emscripten })
  })
  // LiteRT is not told of an instantiation that fails, as where memory is short, and would wait for ever
  const liteRt = await Promise.race([loadLiteRt(`${url}.js`), failed])
  return { liteRt, build, takeFaults: () => faults.splice(0) }
}
