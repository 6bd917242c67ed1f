import type {
  Answer,
  DermaliteErrorCode,
  Manifest,
  PriorChoice,
  Quality,
} from '../../src/classifier/index.ts'
import type { Region } from '../../src/image/crop.ts'

/** What the page may ask the worker, and what it gets. */
export type Calls = {
  /** Loads the model; asked again, it answers at once. */
  load(urls: EngineUrls): EngineInfo
  /** Decodes a picture and keeps it until the next one. */
  open(file: Blob): OpenedPicture
  /** Judges a frame of the camera; the frame is moved to the worker. */
  inspect(frame: ImageBitmap): Quality
  /** Classifies a square of the picture that was opened last. */
  classify(question: Question): Answer
}

export type { Answer }

export type EngineUrls = { readonly bundle: string; readonly wasm: string }

export type EngineInfo = {
  readonly manifest: Manifest
  readonly build: 'simd' | 'compat'
  readonly fullyAccelerated: boolean
}

export type OpenedPicture = {
  readonly width: number
  readonly height: number
  /** For the screen: the whole picture, its long side at most 1,280 pixels. */
  readonly preview: ImageBitmap
  /** The square to look at, as the app proposes it; pixels of the picture. */
  readonly proposal: Region
  /** Whether `proposal` frames a lesion that was found. */
  readonly lesionFound: boolean
}

export type Question = {
  /** A square, in pixels of the picture. */
  readonly region: Region
  readonly prior: PriorChoice
  /** Of the prediction set, 0 to 1. */
  readonly coverage: number
  /** Whether to look at turned and mirrored views too. */
  readonly thorough: boolean
}

export type CallName = keyof Calls
export type Argument<Name extends CallName> = Parameters<Calls[Name]>[0]
export type Result<Name extends CallName> = ReturnType<Calls[Name]>

/** Codes of `DermaliteError`, and `unexpected` for everything else. */
export type EngineErrorCode = DermaliteErrorCode | 'unexpected'

export type ToWorker =
  | { readonly id: number; readonly name: CallName; readonly argument: unknown }
  | { readonly id: number; readonly abort: true }

export type FromWorker =
  | { readonly id: number; readonly loaded: number }
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly error: { code: EngineErrorCode; message: string } }
