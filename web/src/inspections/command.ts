import { attachmentMark } from '@/outbox/mark'
import { uuid7 } from '@/outbox/uuid'
import type { inspection_draft } from './draft'
import type { checklist, checklist_item } from './types'

// What the server is told of an inspection: the body of its command and the files that it names.

/** How the screen words what the records keep. */
export interface wording { finding: (item: checklist_item, note: string) => string; unscanned: (why: string) => string }

/** The same pictures for another command: each stored file belongs to one. */
export function copies(keys: readonly string[], photos: ReadonlyMap<string, Blob>): Map<string, Blob> {
  return new Map(keys.flatMap((key) => { const blob = photos.get(key); return blob ? [[uuid7(), blob] as const] : [] }))
}

/** The body of the command, and the files it names. */
export function inspectionOf(draft: inspection_draft, sheet: checklist, photos: ReadonlyMap<string, Blob>, finished: string, say: wording): { body: Record<string, unknown>; files: Map<string, Blob> } {
  const files = new Map<string, Blob>()
  const marks = sheet.items.flatMap((item) => {
    const one = draft.marks[item.code]
    if (!one?.verdict) return []
    const poor = one.verdict === 'poor'
    const mine = poor ? copies(one.photos, photos) : new Map<string, Blob>()
    for (const [key, blob] of mine) files.set(key, blob)
    return [{
      item: item.code, verdict: one.verdict, photos: [...mine.keys()].map(attachmentMark),
      ...(poor && !item.zeroing && one.finds > 1 ? { finds: one.finds } : {}), ...(poor && one.note.trim() ? { note: one.note.trim() } : {}), ...(poor && one.hazard ? { hazard: one.hazard.id } : {}),
    }]
  })
  const note = [draft.presence || !draft.unscanned ? '' : say.unscanned(draft.unscanned), draft.note.trim()].filter(Boolean).join(' ')
  const body = {
    id: draft.id, kind: draft.rhythm ? 'periodic' : 'spot', rhythm: draft.rhythm, crew: draft.crew, place: draft.place, zone: draft.zone, checklist: draft.checklist,
    checklist_edition: draft.checklist_edition, presence: draft.presence, began: draft.began, finished, ...(note ? { note } : {}), marks,
  }
  return { body, files }
}
