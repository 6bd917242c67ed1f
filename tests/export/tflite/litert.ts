import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { compileFunction } from 'node:vm'
import { type LiteRt, loadLiteRt, Tensor } from '@litertjs/core'
import { vi } from 'vitest'
import type { Operand } from '../../graph/gradient-check.ts'
import type { Feeds } from '../../graph/run-graph.ts'

const require = createRequire(import.meta.url)
const WASM = join(dirname(require.resolve('@litertjs/core')), '..', 'wasm')

/** What LiteRT reports as wrong; a run that fails does not reject. */
const faults: string[] = []

/** LiteRT.js loads a classic script into a page or worker; here that script becomes a CommonJS module. */
function actAsWorker(): void {
  const scope = globalThis as Record<string, unknown>
  scope.self ??= scope
  scope.Module = {
    printErr: (line: string) => line.startsWith('ERROR') && faults.push(line),
  }
  scope.importScripts = (path: string) => {
    const names = ['module', 'exports', 'require', '__filename', '__dirname']
    const module = { exports: {} }
    const load = compileFunction(readFileSync(path, 'utf8'), names)
    load(module, module.exports, require, path, dirname(path))
    scope.ModuleFactory = module.exports
  }
}

/** Without relaxed SIMD: the same numbers on every processor. */
async function load(): Promise<LiteRt> {
  actAsWorker()
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {}) // that there is no WebGPU
  try {
    return await loadLiteRt(join(WASM, 'litert_wasm_compat_internal.js'))
  } finally {
    warn.mockRestore()
  }
}

let loading: Promise<LiteRt> | undefined

export type TfliteRun = {
  readonly outputs: Readonly<Record<string, Operand>>
  /** Whether XNNPACK computed every operator. */
  readonly fullyAccelerated: boolean
}

/** The float32 outputs of a .tflite file in LiteRT, by name. */
export async function runTflite(file: Uint8Array, feeds: Feeds): Promise<TfliteRun> {
  loading ??= load()
  const liteRt = await loading
  const model = await liteRt.loadAndCompile(file, { accelerator: 'wasm' })
  const inputs = Object.fromEntries(
    Object.entries(feeds).map(([name, { data, shape }]) => [name, new Tensor(data, [...shape])]),
  )
  const results = await model.run(inputs)
  if (faults.length > 0) throw new Error(faults.splice(0).join('\n'))
  const outputs: Record<string, Operand> = {}
  for (const [name, tensor] of Object.entries(results)) {
    const shape = [...tensor.type.layout.dimensions]
    outputs[name] = { shape, data: (await tensor.data()) as Float32Array }
    tensor.delete()
  }
  for (const tensor of Object.values(inputs)) tensor.delete()
  const { isFullyAccelerated: fullyAccelerated } = model
  model.delete()
  return { outputs, fullyAccelerated }
}
