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

let started: Promise<LoadedLiteRt> | undefined

/**
 * Loads LiteRT in a classic worker (it calls `importScripts`) or a page; once in each, again after a failure.
 *
 * @param folder URL of the `wasm` folder of `@litertjs/core`, ending in a slash
 * @throws DermaliteError `runtime-unavailable`: WebAssembly is missing or blocked; `download-failed`
 */
export function startLiteRt(folder: string, options: DownloadOptions = {}): Promise<LoadedLiteRt> {
  started ??= load(folder, options).catch((cause) => {
    started = undefined
    if (options.signal?.aborted || cause instanceof DermaliteError) throw cause
    throw new DermaliteError(
      'runtime-unavailable',
      `LiteRT does not start here: ${(cause as Error).message}`,
      'Allow WebAssembly for this page, or use a current browser.',
      { cause },
    )
  })
  return started
}

/** WebAssembly first: once LiteRT has begun to start, it cannot begin again. */
async function load(folder: string, options: DownloadOptions): Promise<LoadedLiteRt> {
  const build = (await supportsFeature('relaxedSimd')) ? 'simd' : 'compat'
  const url = `${folder}${FILES[build]}`
  const wasm = await download(`${url}.wasm`, 'application/wasm', options)
  const module = await WebAssembly.compileStreaming(wasm)
  const faults: string[] = []
  const emscripten: EmscriptenOptions = {
    printErr(line) {
      if (line.startsWith('ERROR')) faults.push(line)
    },
    instantiateWasm(imports, done) {
      void WebAssembly.instantiate(module, imports).then((instance) => done(instance, module))
      return {}
    },
  }
  Object.assign(globalThis, { Module: emscripten })
  const liteRt = await loadLiteRt(`${url}.js`)
  return { liteRt, build, takeFaults: () => faults.splice(0) }
}
