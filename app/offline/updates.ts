import { signal } from '@preact/signals'
import { Workbox } from 'workbox-window'

/** Takes the new version that waits; undefined while there is none. */
export const updateWaiting = signal<(() => void) | undefined>(undefined)

/** Registers the service worker; where there is none, as on a plain http address, the app works online. */
export async function watchUpdates(): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  const workbox = new Workbox(new URL('service-worker.js', document.baseURI).href)
  workbox.addEventListener('waiting', () => {
    updateWaiting.value = () => {
      workbox.addEventListener('controlling', () => location.reload())
      workbox.messageSkipWaiting()
    }
  })
  await workbox.register()
}
