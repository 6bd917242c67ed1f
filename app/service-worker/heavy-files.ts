import { registerRoute } from 'workbox-routing'
import { CacheFirst } from 'workbox-strategies'
import { engineFiles } from '../engine/engine-files.ts'

const CACHE = 'engine'
const FOLDERS = [engineFiles.bundle, engineFiles.wasm].map(
  (folder) => new URL(folder, location.href).href,
)
const isCurrent = (url: string) => FOLDERS.some((folder) => url.startsWith(folder))

/**
 * The model and its runtime are stored when they are first used, not at install. Their folders are named for their content,
 * so what is stored stays right; what belongs to another version goes when this one takes over.
 */
export function heavyFiles(): void {
  registerRoute(({ url }) => isCurrent(url.href), new CacheFirst({ cacheName: CACHE }))
  addEventListener('activate', (event) => {
    ;(event as unknown as { waitUntil(done: Promise<unknown>): void }).waitUntil(forgetOthers())
  })
}

async function forgetOthers(): Promise<void> {
  const cache = await caches.open(CACHE)
  for (const { url } of await cache.keys()) if (!isCurrent(url)) await cache.delete(url)
}
