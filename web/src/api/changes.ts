import { ref } from 'vue'
import { base, reach, refused } from './client'
import { asProblem } from './problem'
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

let following: AbortController | undefined
let retry: ReturnType<typeof setTimeout> | undefined
let failures = 0

function take(event: string, data: string): void {
  // Too much has happened to be told one by one: everybody looks again.
  if (event === 'reload') tellChange({ subject_kind: '*', subject: '' })
  if (event !== 'change') return
  try { tellChange(JSON.parse(data) as change) } catch { /* a line we cannot read tells nothing */ }
}

/** Reads the stream until it ends. Not by EventSource: that cannot say in whose name it asks. */
async function follow(signal: AbortSignal): Promise<void> {
  const response = await reach(`${base}/events`, { signal, headers: { Accept: 'text/event-stream' } })
  if (!response.ok || !response.body) throw refused(response, asProblem(response.status, undefined))
  // Whatever happened while the stream was down is not repeated: everybody looks again.
  if (failures > 0) tellChange({ subject_kind: '*', subject: '' })
  live.value = true
  failures = 0
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  let event = 'message'
  let data = ''
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const lines = (rest + part.value).split(/\r?\n/)
    rest = lines.pop() ?? ''
    for (const line of lines) {
      if (line.startsWith('event:')) event = line.slice(6).trim()
      else if (line.startsWith('data:')) data += line.slice(5).trim()
      else if (line === '') { take(event, data); event = 'message'; data = '' }
    }
  }
}

export function followChanges(): void {
  if (following) return
  clearTimeout(retry)
  const mine = new AbortController()
  following = mine
  void follow(mine.signal).catch(() => undefined).finally(() => {
    if (following !== mine) return
    live.value = false
    following = undefined
    failures += 1
    retry = setTimeout(followChanges, Math.min(30_000, 1000 * 2 ** Math.min(failures, 5)) * (0.5 + Math.random()))
  })
}

export function stopFollowing(): void {
  clearTimeout(retry)
  following?.abort()
  following = undefined
  live.value = false
}
