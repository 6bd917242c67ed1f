import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { minifySync, type Plugin } from 'vite'
import { chooseModelFile, MANIFEST_FILE, parseManifest } from '../../src/classifier/bundle.ts'
import { PACKAGE_ROOT } from '../../src/package-root.ts'
import type { EngineFiles } from '../engine/engine-files.ts'

const WASM_FOLDER = join(
  dirname(createRequire(import.meta.url).resolve('@litertjs/core')),
  '..',
  'wasm',
)
/** LiteRT's script is a classic one: it leaves `ModuleFactory` behind as a global. */
const GLOBALS_KEPT = { mangle: { toplevel: false }, compress: { unused: false } } as const

const BUILDS = { simd: 'litert_wasm_internal', compat: 'litert_wasm_compat_internal' } as const

/** The bundles to choose from, the default first. */
const MODELS = ['mobilenet-v2', 'mobilenet-v2-pruned-35', 'efficientnet-lite0'] as const

/**
 * Puts LiteRT's WebAssembly and the model bundles beside the app, each in a folder named for its content, so that two
 * versions never mix; `ENGINE_FILES` tells the app where they are. $DERMALITE_BUNDLE names other bundles, by commas.
 */
export function engineFiles(): Plugin {
  const named = process.env.DERMALITE_BUNDLE?.split(',')
  const bundles = named ?? MODELS.map((name) => join(PACKAGE_ROOT, 'models', name))
  const models = bundles.map(readModel)
  const wasm = {
    simd: readFileSync(join(WASM_FOLDER, `${BUILDS.simd}.wasm`)),
    compat: readFileSync(join(WASM_FOLDER, `${BUILDS.compat}.wasm`)),
  }
  const wasmFolder = `litert/${contentHash(wasm.simd, wasm.compat)}/`
  const files: EngineFiles = {
    models: models.map(({ name, folder, bytes }) => ({
      ...{ name, bundle: folder, bytes },
    })) as unknown as EngineFiles['models'],
    wasm: wasmFolder,
    bytes: { simd: wasm.simd.length, compat: wasm.compat.length },
  }
  return {
    name: 'dermalite:engine-files',
    config: () => ({ define: { ENGINE_FILES: JSON.stringify(files) } }),
    generateBundle() {
      const emit = (fileName: string, source: string | Uint8Array) =>
        this.emitFile({ type: 'asset', fileName, source })
      for (const { folder, files } of models) {
        for (const [name, content] of files) emit(`${folder}${name}`, content)
      }
      for (const build of ['simd', 'compat'] as const) {
        const script = readFileSync(join(WASM_FOLDER, `${BUILDS[build]}.js`), 'utf8')
        emit(
          `${wasmFolder}${BUILDS[build]}.js`,
          minifySync(`${BUILDS[build]}.js`, script, GLOBALS_KEPT).code,
        )
        emit(`${wasmFolder}${BUILDS[build]}.wasm`, wasm[build])
      }
    },
  }
}

function readModel(bundle: string) {
  const manifestFile = readFileSync(join(bundle, MANIFEST_FILE))
  const manifest = parseManifest(manifestFile.toString(), bundle)
  const { path } = chooseModelFile(manifest, 'tflite')
  const model = readFileSync(join(bundle, path))
  return {
    name: manifest.name,
    folder: `model/${contentHash(manifestFile, model)}/`,
    bytes: model.length,
    files: [
      [MANIFEST_FILE, manifestFile],
      [path, model],
    ] as const,
  }
}

function contentHash(...contents: readonly Uint8Array[]): string {
  const hash = createHash('sha256')
  for (const content of contents) hash.update(content)
  return hash.digest('hex').slice(0, 12)
}
