import { registerRoute } from 'workbox-routing'
import { CacheFirst } from 'workbox-strategies'
import { ENGINE_CACHE, forgetStored, isEngineFile } from '../offline/engine-cache.ts'

/**
 * The model and its runtime are stored when they are first used, not at install. Their folders are named for their content,
 * so what is stored stays right; what belongs to another version goes when this one takes over.
 */
export function heavyFiles(): void {
  registerRoute(({ url }) => isEngineFile(url.href), new CacheFirst({ cacheName: ENGINE_CACHE }))
  addEventListener('activate', (event) => {
    ;(event as unknown as { waitUntil(done: Promise<unknown>): void }).waitUntil(
      forgetStored((url) => !isEngineFile(url)),
    )
  })
}
