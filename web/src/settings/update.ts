import { ref } from 'vue'
import { whenBackInContact } from '@/api/contact'

/** A newer version of the app waits; `takeUpdate` changes over. Never by itself: somebody may be writing. */
export const updateReady = ref(false)

let waiting: ServiceWorker | undefined
let asked = false

function follow(registration: ServiceWorkerRegistration): void {
  const look = () => {
    // Without a controller this is the first version, not a newer one.
    if (!registration.waiting || !navigator.serviceWorker.controller) return
    waiting = registration.waiting
    updateReady.value = true
  }
  look()
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', look)
  })
}

const hour = 3_600_000

export function watchForUpdates(): void {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return
  let controlled = navigator.serviceWorker.controller !== null
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    // The first worker of this device takes charge: nothing has changed.
    if (!controlled) { controlled = true; return }
    if (asked) window.location.reload()
    // Another window has changed over: this one is left alone until its person is ready.
    else updateReady.value = true
  })
  window.addEventListener('vite:preloadError', () => { updateReady.value = true })
  navigator.serviceWorker.register('/sw.js').then((registration: ServiceWorkerRegistration | undefined) => {
    if (!registration) return
    follow(registration)
    const check = () => { void registration.update().catch(() => undefined) }
    setInterval(check, hour)
    whenBackInContact(check)
  }, () => undefined)
}

/** The person is ready. What is queued lies in the store and what is half written in its draft. */
export function takeUpdate(): void {
  asked = true
  if (waiting?.state === 'installed') waiting.postMessage({ type: 'SKIP_WAITING' })
  else window.location.reload()
}
