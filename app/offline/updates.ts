import { signal } from '@preact/signals'
import { Workbox } from 'workbox-window'

/** Takes the new version that waits; undefined while there is none. */
export const updateWaiting = signal<(() => void) | undefined>(undefined)

let registering: Promise<boolean> = Promise.resolve(false)

/** Registers the service worker; where there is none, as on a plain http address, the app works online. */
export function watchUpdates(): void {
  registering = register().catch(() => false)
}

/** Whether there is a service worker; waits while it is being registered. */
export function registered(): Promise<boolean> {
  return registering
}

async function register(): Promise<boolean> {
  if (!('serviceWorker' in navigator)) return false
  const workbox = new Workbox(new URL('service-worker.js', document.baseURI).href)
  let registration: ServiceWorkerRegistration | undefined
  workbox.addEventListener('waiting', () => {
    updateWaiting.value = () => {
      // another tab may have let it in
      if (!registration?.waiting) return location.reload()
      workbox.addEventListener('controlling', () => location.reload())
      workbox.messageSkipWaiting()
    }
  })
  registration = await workbox.register()
  return registration !== undefined
}
