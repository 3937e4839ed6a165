import { ref } from 'vue'
import { base } from './client'
import type { change } from './types'

// What changed, as told by the server (SSE) and by our own accepted commands.

type listener = (changed: change) => void
const listeners = new Set<listener>()

export function onChange(listen: listener): () => void {
  listeners.add(listen)
  return () => listeners.delete(listen)
}

export function tellChange(changed: change): void {
  for (const listen of [...listeners]) listen(changed)
}

/** Whether the stream of changes is connected: what is on the screen is live. */
export const live = ref(false)

let source: EventSource | undefined
let retry: ReturnType<typeof setTimeout> | undefined
let failures = 0

export function followChanges(): void {
  if (source || typeof EventSource === 'undefined') return
  clearTimeout(retry)
  source = new EventSource(`${base}/events`)
  source.onopen = () => {
    // Whatever happened while the stream was down is not repeated: everybody looks again.
    if (failures > 0) tellChange({ subject_kind: '*', subject: '' })
    live.value = true
    failures = 0
  }
  source.addEventListener('change', (event) => {
    try { tellChange(JSON.parse((event as MessageEvent<string>).data) as change) } catch { /* a line we cannot read tells nothing */ }
  })
  // Too much has happened to be told one by one: everybody looks again.
  source.addEventListener('reload', () => tellChange({ subject_kind: '*', subject: '' }))
  source.onerror = () => {
    live.value = false
    source?.close()
    source = undefined
    failures += 1
    retry = setTimeout(followChanges, Math.min(30_000, 1000 * 2 ** Math.min(failures, 5)) * (0.5 + Math.random()))
  }
}

export function stopFollowing(): void {
  clearTimeout(retry)
  source?.close()
  source = undefined
  live.value = false
}
