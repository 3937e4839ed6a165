import { loadDraft, saveDraft } from './drafts'
import { opened, whenLocked } from './vault'

// Small things a person's screens remember on this device: recent places, what is half written. In
// the person's place, read when it opens, so that screens can ask without waiting.

const keptAs = 'notes'
let notes: Record<string, unknown> = {}
let saving: Promise<void> = Promise.resolve()

export async function loadNotes(): Promise<void> {
  const open = opened.value
  const found = await loadDraft<Record<string, unknown>>(keptAs).catch(() => undefined)
  if (opened.value === open) notes = found?.value ?? {}
}

export function note(name: string): unknown { return notes[name] }

/** Remembers at once; stored as soon as may be. undefined forgets. */
export function setNote(name: string, value: unknown): void {
  if (!opened.value) return
  notes = { ...notes, [name]: value }
  const now = notes
  saving = saving.then(() => (now === notes ? saveDraft(keptAs, now) : undefined)).catch(() => undefined)
}

whenLocked(() => { notes = {} })
