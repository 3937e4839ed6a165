import { ref } from 'vue'

// Whether the server was reached the last time anything tried. Browsers only know whether there is
// a network at all, not whether the mine's box is on it.

export const inContact = ref(typeof navigator === 'undefined' || navigator.onLine !== false)

const listeners = new Set<() => void>()
/** The server answers again after it did not. */
export function whenBackInContact(call: () => void): void { listeners.add(call) }

export function noteReached(): void {
  if (inContact.value) return
  inContact.value = true
  for (const call of listeners) call()
}
export function noteUnreached(): void { inContact.value = false }

export function watchNetwork(): void {
  window.addEventListener('offline', noteUnreached)
}
