import { signal } from '@preact/signals'
import type { Quality } from '../../src/classifier/index.ts'
import { forgetStored, isIn } from '../offline/engine-cache.ts'
import { checkStored, serviceWorkerInCharge } from '../offline/stored.ts'
import { preferences } from '../preferences/preferences.ts'
import { type Bridge, createBridge } from './bridge.ts'
import { type EngineError, toEngineError } from './bridge-error.ts'
import { engineFiles, type ModelFiles } from './engine-files.ts'
import type { Answer, EngineInfo, OpenedPicture, Question } from './protocol.ts'

export type EngineState =
  | { readonly status: 'asleep' }
  | { readonly status: 'loading'; readonly fraction: number }
  | { readonly status: 'ready'; readonly info: EngineInfo }
  | { readonly status: 'failed'; readonly error: EngineError }

/** What the screens show of the model. */
export const engineState = signal<EngineState>({ status: 'asleep' })

let worker: { readonly process: Worker; readonly bridge: Bridge } | undefined
let loading: { readonly model: string; readonly info: Promise<EngineInfo> } | undefined
/** Folder of what was damaged in the last try. */
let suspect: string | undefined

const absolute = (path: string) => new URL(path, document.baseURI).href

/** Loads the chosen model, at most once; after a failure it may be tried again. */
export function wakeEngine(): Promise<EngineInfo> {
  const model = chosenModel()
  if (loading?.model !== model.name) {
    if (loading) stopWorker()
    loading = { model: model.name, info: load(model) }
  }
  return loading.info
}

/** The model that its user wants. */
export function chosenModel(): ModelFiles {
  const wanted = preferences.peek().model
  return engineFiles.models.find(({ name }) => name === wanted) ?? engineFiles.models[0]
}

async function load({ name, bundle, bytes }: ModelFiles): Promise<EngineInfo> {
  const expected = bytes + Math.max(engineFiles.bytes.simd, engineFiles.bytes.compat)
  engineState.value = { status: 'loading', fraction: 0 }
  try {
    await serviceWorkerInCharge()
    await forgetSuspect()
    suspect = undefined
    const urls = { bundle: absolute(bundle), wasm: absolute(engineFiles.wasm) }
    const info = await bridge().call('load', urls, {
      onBytes(loaded) {
        engineState.value = { status: 'loading', fraction: Math.min(loaded / expected, 1) }
      },
    })
    await checkStored(bundle)
    if (loading?.model === name) engineState.value = { status: 'ready', info }
    return info
  } catch (error) {
    const failure = toEngineError(error)
    const { code } = failure
    const cannotStart = code === 'runtime-unavailable'
    if (code === 'bundle-invalid') suspect = bundle
    // without a connection it could not be fetched again, and it may be memory that is short
    if (cannotStart && navigator.onLine) suspect = engineFiles.wasm
    await forgetSuspect()
    if (loading?.model === name) {
      engineState.value = { status: 'failed', error: failure }
      if (cannotStart) stopWorker() // LiteRT does not begin twice in one
      loading = undefined
    }
    throw failure
  }
}

/**
 * What was stored may be a network's page in place of the file: another try fetches it again. Called before it too, because the
 * service worker may store a file after it has failed.
 */
async function forgetSuspect(): Promise<void> {
  const folder = suspect
  if (folder) await forgetStored((url) => isIn(folder, url)).catch(() => {})
}

export function openPicture(file: Blob, signal?: AbortSignal): Promise<OpenedPicture> {
  wakeEngine().catch(() => {}) // the picture belongs to the worker of the chosen model
  return bridge().call('open', file, signal ? { signal } : {})
}

/** Judges a frame of the camera. */
export function inspectFrame(frame: ImageBitmap, signal: AbortSignal): Promise<Quality> {
  return bridge().call('inspect', frame, { signal, transfer: [frame] })
}

/** Waits for the model where it is not loaded yet. */
export async function classify(question: Question, signal?: AbortSignal): Promise<Answer> {
  await wakeEngine()
  return bridge().call('classify', question, signal ? { signal } : {})
}

function bridge(): Bridge {
  if (!worker) {
    const process = new Worker(new URL('./worker.ts', import.meta.url), { name: 'engine' })
    worker = { process, bridge: createBridge(process) }
    // a worker that broke, or whose script did not come, answers nothing any more
    process.addEventListener('error', stopWorker)
  }
  return worker.bridge
}

/** Another model gets a worker of its own; pictures that were opened in this one have to be opened again. */
function stopWorker(): void {
  worker?.process.terminate()
  worker = undefined
  loading = undefined
}
