import type { refused_command } from '@/outbox/editors'
import { attachmentMark } from '@/outbox/mark'
import { emptyMark, type inspection_draft } from '../draft'
import type { mark, presence } from '../types'

// A refused inspection is put before its author again, as he had filled it in.

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
const mark = attachmentMark('')

export function draftAgain(from: refused_command): inspection_draft {
  const { body } = from
  const marks: inspection_draft['marks'] = {}
  for (const one of (Array.isArray(body.marks) ? body.marks : []) as mark[]) {
    const photos = (one.photos ?? []).flatMap((each) => (each.startsWith(mark) && from.attachments.has(each.slice(mark.length)) ? [each.slice(mark.length)] : []))
    // Its hazard went out by a command of its own.
    marks[one.item] = { ...emptyMark(), verdict: one.verdict, finds: one.finds ?? 1, note: one.note ?? '', photos, ...(one.hazard ? { hazard: { id: one.hazard, command: '' } } : {}) }
  }
  return {
    id: from.subject, place: text(body.place) ?? '', zone: text(body.zone), rhythm: text(body.rhythm), crew: text(body.crew), checklist: text(body.checklist) ?? '', checklist_edition: Number(body.checklist_edition ?? 0),
    presence: body.presence as presence | undefined, began: text(body.began) ?? new Date().toISOString(), marks, at: 0, note: text(body.note) ?? '', replaces: from.id,
  }
}
