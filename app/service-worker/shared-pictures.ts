import { registerRoute } from 'workbox-routing'
import { SHARED_CACHE, SHARED_KEY } from '../features/home/shared-picture.ts'

/** Takes a picture that another app shares, and opens the app with it. */
export function sharedPictures(): void {
  registerRoute(
    ({ url }) => url.href === new URL('share', location.href).href,
    async ({ request }) => {
      const picture = (await request.formData()).get('picture')
      if (picture instanceof File) {
        const cache = await caches.open(SHARED_CACHE)
        await cache.put(SHARED_KEY, new Response(picture))
      }
      return Response.redirect('./#/shared', 303)
    },
    'POST',
  )
}
