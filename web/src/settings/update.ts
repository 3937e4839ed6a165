import { ref } from 'vue'
import { registerSW } from 'virtual:pwa-register'

/** A newer version of the app waits; `takeUpdate` changes over. */
export const updateReady = ref(false)
let change: ((reload?: boolean) => Promise<void>) | undefined

export function watchForUpdates(): void {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return
  change = registerSW({ onNeedRefresh: () => { updateReady.value = true } })
}

export function takeUpdate(): void { void change?.(true) }
