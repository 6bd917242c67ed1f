/** Where the build put what answers; relative to the page. */
export type EngineFiles = {
  /** The models to choose from; the first one is the default. */
  readonly models: readonly [ModelFiles, ...ModelFiles[]]
  /** Folder of LiteRT's WebAssembly. */
  readonly wasm: string
  readonly bytes: { readonly simd: number; readonly compat: number }
}

export type ModelFiles = {
  readonly name: string
  /** Folder of the bundle. */
  readonly bundle: string
  readonly bytes: number
}

/** Written into the app by the build. */
declare const ENGINE_FILES: EngineFiles

export const engineFiles: EngineFiles = ENGINE_FILES
