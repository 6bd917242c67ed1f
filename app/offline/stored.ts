import { signal } from '@preact/signals'
import { engineFiles } from '../engine/engine-files.ts'
import { ENGINE_CACHE, isIn } from './engine-cache.ts'
import { registered } from './updates.ts'

/** Whether the app and the model lie in this browser, so that both open without a connection. */
export const stored = signal(false)

const PATIENCE_MS = 5000

/**
 * Resolves when the service worker stands between this page and the network, so that it stores what is loaded from now on; or
 * after five seconds, or at once where there is none.
 */
export async function serviceWorkerInCharge(): Promise<void> {
  if (!(await registered()) || navigator.serviceWorker.controller) return
  await new Promise<void>((resolve) => {
    navigator.serviceWorker.addEventListener('controllerchange', () => resolve(), { once: true })
    setTimeout(resolve, PATIENCE_MS)
  })
}

const LOOKS = 20
const PAUSE_MS = 500

let asked = ''

/**
 * Looks whether everything is stored: the page under its service worker, a model and WebAssembly in their cache. It looks again for
 * ten seconds, because the service worker hands a file on before it has stored it.
 */
export async function checkStored(bundle: string, looks = LOOKS): Promise<void> {
  asked = bundle
  stored.value = false
  if (!('serviceWorker' in navigator && navigator.serviceWorker.controller)) return
  const cache = await caches.open(ENGINE_CACHE)
  const held = (await cache.keys()).map(({ url }) => url)
  if (asked !== bundle) return
  stored.value =
    held.some((url) => isIn(bundle, url) && url.endsWith('.tflite')) &&
    held.some((url) => isIn(engineFiles.wasm, url) && url.endsWith('.wasm'))
  if (!stored.value && looks > 0) {
    setTimeout(() => asked === bundle && checkStored(bundle, looks - 1), PAUSE_MS)
  }
}
