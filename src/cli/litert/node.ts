import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { compileFunction } from 'node:vm'
import type { LoadedLiteRt } from '../../classifier/browser/litert.ts'
import type { LiteRtRuntime } from '../../classifier/browser/litert-runtime.ts'
import { requirePackage } from './packages.ts'

/** Without relaxed SIMD: the same numbers on every processor. */
const SCRIPT = 'litert_wasm_compat_internal.js'

const require = createRequire(import.meta.url)

let loading: Promise<LoadedLiteRt> | undefined

/**
 * Runs a bundle's .tflite model with LiteRT in this process, one image at a time.
 *
 * @param model the bytes of the .tflite file
 * @param size side of the square input, pixels
 * @throws DermaliteError `runtime-unavailable`: LiteRT is not installed; `bundle-invalid`: it refuses the model
 */
export async function openTflite(model: Uint8Array, size: number): Promise<LiteRtRuntime> {
  const liteRt = await startLiteRtInNode()
  const { createLiteRtRuntime } = await import('../../classifier/browser/litert-runtime.ts')
  return createLiteRtRuntime(liteRt, model, size)
}

/**
 * LiteRT in this process; loaded once.
 *
 * @throws DermaliteError `runtime-unavailable`: the package @litertjs/core is not installed
 */
export function startLiteRtInNode(): Promise<LoadedLiteRt> {
  loading ??= load()
  return loading
}

async function load(): Promise<LoadedLiteRt> {
  const { loadLiteRt } = await requirePackage('@litertjs/core', () => import('@litertjs/core'))
  const faults: string[] = []
  actAsWorker((fault) => faults.push(fault))
  const { warn } = console
  console.warn = () => {} // that there is no WebGPU
  try {
    const wasm = join(dirname(require.resolve('@litertjs/core')), '..', 'wasm')
    const liteRt = await loadLiteRt(join(wasm, SCRIPT))
    return { liteRt, build: 'compat', takeFaults: () => faults.splice(0) }
  } finally {
    console.warn = warn
  }
}

/** LiteRT.js loads a classic script into a page or worker; here that script becomes a CommonJS module. */
function actAsWorker(onFault: (line: string) => void): void {
  const scope = globalThis as Record<string, unknown>
  scope.self ??= scope
  scope.Module = {
    printErr(line: string) {
      if (line.startsWith('ERROR')) onFault(line)
    },
  }
  scope.importScripts = (path: string) => {
    const names = ['module', 'exports', 'require', '__filename', '__dirname']
    const module = { exports: {} }
    const load = compileFunction(readFileSync(path, 'utf8'), names)
    load(module, module.exports, require, path, dirname(path))
    scope.ModuleFactory = module.exports
  }
}
