import { ref } from 'vue'
import type { instant } from '@/api/types'
import { me } from '@/session/me'
import { note, setNote } from '@/vault/notes'
import { opened, whenLocked } from '@/vault/vault'

// Until when the person on this device has seen what changed of their duties: a moment, in their place behind the PIN, at the desk in the browser.

const name = 'duties-seen'
const deskKey = () => `headway.${name}.${me.value?.person ?? ''}`
const changed = ref(0)
whenLocked(() => { changed.value += 1 })

export function seenUntil(): instant {
  void changed.value
  const kept = opened.value ? note(name) : localStorage.getItem(deskKey())
  return typeof kept === 'string' ? kept : ''
}
export function markSeen(until: instant): void {
  if (until <= seenUntil()) return
  if (opened.value) setNote(name, until)
  else try { localStorage.setItem(deskKey(), until) } catch { /* then it is new again next time */ }
  changed.value += 1
}
