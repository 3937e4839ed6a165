import { reactive, ref, watch } from 'vue'
import type { id, instant } from '@/api/types'
import { uuid7 } from '@/outbox/uuid'
import { dropDraft, loadDraft, saveDraft } from '@/vault/drafts'
import { opened } from '@/vault/vault'
import type { presence, verdict } from './types'

// An inspection under way: what was looked at so far, kept with every touch. A closed app, a lock
// after a minute or an empty battery takes none of it away.

/** `command`: the report is stored already. */
export interface finding { id: id; level?: string; category?: number; command?: string }
export interface mark_draft { verdict?: verdict; finds: number; note: string; photos: string[]; hazard?: finding }
export interface inspection_draft {
  id: id
  place: id
  zone?: id
  /** Periodic by this rhythm (and for this crew's round); without it a spot check. */
  rhythm?: string
  crew?: id
  checklist: id
  checklist_edition: number
  presence?: presence
  /** Why no plate was scanned. */
  unscanned?: string
  began: instant
  marks: Record<string, mark_draft>
  /** The item that lies before one. */
  at: number
  note: string
  /** The refused command in whose place this one goes. */
  replaces?: string
}

const name = 'inspection'
const photoName = (key: string) => `${name} photo ${key}`

export const emptyMark = (): mark_draft => ({ finds: 1, note: '', photos: [] })

/** Moments are by the device's own clock, as of every command: the server puts them right. */
export function newDraft(given: Pick<inspection_draft, 'place' | 'zone' | 'rhythm' | 'crew' | 'checklist' | 'checklist_edition' | 'presence' | 'unscanned'>): inspection_draft {
  return { ...given, id: uuid7(), began: new Date().toISOString(), marks: {}, at: 0, note: '' }
}

/** The draft that is open in this window, its photos beside it, and how it is kept. */
export function useInspectionDraft() {
  const draft = ref<inspection_draft>()
  const photos = reactive(new Map<string, Blob>())
  let saving: Promise<unknown> = Promise.resolve()
  const person = opened.value?.person
  /** One after the other: the last touch is what stays. Never in the place of whoever came since. */
  const later = (work: () => Promise<void>) => { saving = saving.then(() => (opened.value?.person === person ? work() : undefined)).catch((error: unknown) => { console.error(error) }) }

  async function load(): Promise<void> {
    const found = (await loadDraft<inspection_draft>(name))?.value
    if (!found) return
    for (const key of Object.values(found.marks).flatMap((one) => one.photos)) {
      const file = (await loadDraft(photoName(key)))?.files.get(key)
      if (file) photos.set(key, file)
    }
    for (const one of Object.values(found.marks)) one.photos = one.photos.filter((key) => photos.has(key))
    draft.value = found
  }
  watch(draft, (now) => { if (now) { const copy: unknown = JSON.parse(JSON.stringify(now)); later(() => saveDraft(name, copy)) } }, { deep: true })

  function addPhoto(key: string, blob: Blob): void {
    photos.set(key, blob)
    later(() => saveDraft(photoName(key), '', new Map([[key, blob]])))
  }
  function dropPhoto(key: string): void {
    photos.delete(key)
    later(() => dropDraft(photoName(key)))
  }
  /** Sent or given up. */
  async function clear(): Promise<void> {
    const keys = [...photos.keys()]
    draft.value = undefined
    photos.clear()
    later(async () => { await dropDraft(name); for (const key of keys) await dropDraft(photoName(key)) })
    await saving
  }
  return { draft, photos, load, addPhoto, dropPhoto, clear, stored: () => saving }
}
export type kept_inspection = ReturnType<typeof useInspectionDraft>
