/** Where the service worker leaves a picture that another app shared. */
export const SHARED_CACHE = 'shared-picture'
export const SHARED_KEY = './shared-picture'

/** The shared picture, once: it is deleted while it is taken. */
export async function takeSharedPicture(): Promise<Blob | undefined> {
  const cache = await caches.open(SHARED_CACHE)
  const response = await cache.match(SHARED_KEY)
  await caches.delete(SHARED_CACHE)
  return response?.blob()
}
