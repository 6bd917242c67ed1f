import { signal } from '@preact/signals'
import type { Quality } from '../../src/classifier/index.ts'
import { checkStored, serviceWorkerInCharge } from '../offline/stored.ts'
import { type Bridge, createBridge } from './bridge.ts'
import { type EngineError, toEngineError } from './bridge-error.ts'
import { engineFiles } from './engine-files.ts'
import type { Answer, EngineInfo, OpenedPicture, Question } from './protocol.ts'

export type EngineState =
  | { readonly status: 'asleep' }
  | { readonly status: 'loading'; readonly fraction: number }
  | { readonly status: 'ready'; readonly info: EngineInfo }
  | { readonly status: 'failed'; readonly error: EngineError }

/** What the screens show of the model. */
export const engineState = signal<EngineState>({ status: 'asleep' })

let bridge: Bridge | undefined
let loading: Promise<EngineInfo> | undefined

const { bytes } = engineFiles
const EXPECTED_BYTES = bytes.model + Math.max(bytes.simd, bytes.compat)
const absolute = (path: string) => new URL(path, document.baseURI).href

/** Loads the model, at most once; after a failure it may be tried again. */
export function wakeEngine(): Promise<EngineInfo> {
  loading ??= load()
  return loading
}

async function load(): Promise<EngineInfo> {
  engineState.value = { status: 'loading', fraction: 0 }
  try {
    await serviceWorkerInCharge()
    const urls = { bundle: absolute(engineFiles.bundle), wasm: absolute(engineFiles.wasm) }
    const info = await worker().call('load', urls, {
      onBytes(loaded) {
        engineState.value = { status: 'loading', fraction: Math.min(loaded / EXPECTED_BYTES, 1) }
      },
    })
    await checkStored()
    engineState.value = { status: 'ready', info }
    return info
  } catch (error) {
    const failure = toEngineError(error)
    engineState.value = { status: 'failed', error: failure }
    loading = undefined
    throw failure
  }
}

export function openPicture(file: Blob, signal?: AbortSignal): Promise<OpenedPicture> {
  return worker().call('open', file, signal ? { signal } : {})
}

/** Judges a frame of the camera. */
export function inspectFrame(frame: ImageBitmap, signal: AbortSignal): Promise<Quality> {
  return worker().call('inspect', frame, { signal, transfer: [frame] })
}

/** Waits for the model where it is not loaded yet. */
export async function classify(question: Question, signal?: AbortSignal): Promise<Answer> {
  await wakeEngine()
  return worker().call('classify', question, signal ? { signal } : {})
}

function worker(): Bridge {
  bridge ??= createBridge(new Worker(new URL('./worker.ts', import.meta.url), { name: 'engine' }))
  return bridge
}
