/** Where the build put what answers; relative to the page. */
export type EngineFiles = {
  /** Folder of the model bundle. */
  readonly bundle: string
  /** Folder of LiteRT's WebAssembly. */
  readonly wasm: string
  readonly bytes: { readonly model: number; readonly simd: number; readonly compat: number }
}

/** Written into the app by the build. */
declare const ENGINE_FILES: EngineFiles

export const engineFiles: EngineFiles = ENGINE_FILES
