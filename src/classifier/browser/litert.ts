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

/**
 * Loads LiteRT in a classic worker (it calls `importScripts`) or a page; once in each.
 *
 * @param folder URL of the `wasm` folder of `@litertjs/core`, ending in a slash
 * @throws DermaliteError `runtime-unavailable`: WebAssembly is missing or blocked; `download-failed`
 */
export async function startLiteRt(
  folder: string,
  options: DownloadOptions = {},
): Promise<LoadedLiteRt> {
  const build = (await supportsFeature('relaxedSimd')) ? 'simd' : 'compat'
  const faults: string[] = []
  const url = `${folder}${FILES[build]}`
  try {
    const liteRt = await new Promise<LiteRt>((resolve, reject) => {
      const module: EmscriptenOptions = {
        printErr(line) {
          if (line.startsWith('ERROR')) faults.push(line)
        },
        instantiateWasm(imports, done) {
          const source = instantiate(`${url}.wasm`, imports, options)
          source.then(({ instance, module }) => done(instance, module)).catch(reject)
          return {}
        },
      }
      Object.assign(globalThis, { Module: module })
      loadLiteRt(`${url}.js`).then(resolve, reject)
    })
    return { liteRt, build, takeFaults: () => faults.splice(0) }
  } catch (cause) {
    if (options.signal?.aborted || cause instanceof DermaliteError) throw cause
    throw new DermaliteError(
      'runtime-unavailable',
      `LiteRT does not start here: ${(cause as Error).message}`,
      'Allow WebAssembly for this page, or use a current browser.',
      { cause },
    )
  }
}

async function instantiate(
  url: string,
  imports: WebAssembly.Imports,
  options: DownloadOptions,
): Promise<WebAssembly.WebAssemblyInstantiatedSource> {
  return WebAssembly.instantiateStreaming(await download(url, 'application/wasm', options), imports)
}
