import { engineFiles } from '../engine/engine-files.ts'

/** Holds the model and its runtime. */
export const ENGINE_CACHE = 'engine'

/** Whether an address belongs to the model or the runtime of this version. */
export function isEngineFile(url: string): boolean {
  return [engineFiles.wasm, ...engineFiles.models.map(({ bundle }) => bundle)].some((folder) =>
    isIn(folder, url),
  )
}

/** Removes what is stored at the addresses that `goes` names. */
export async function forgetStored(goes: (url: string) => boolean): Promise<void> {
  const cache = await caches.open(ENGINE_CACHE)
  for (const { url } of await cache.keys()) if (goes(url)) await cache.delete(url)
}

/** Whether an address lies in a folder of the app. */
export function isIn(folder: string, url: string): boolean {
  return url.startsWith(new URL(folder, scopeAddress()).href)
}

/** The folder of the app: of the page, or of the service worker beside it. */
function scopeAddress(): string {
  return 'document' in globalThis ? document.baseURI : location.href
}
