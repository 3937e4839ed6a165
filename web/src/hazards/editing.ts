import { registerEditor } from '@/outbox/editors'
import { attachmentMark } from '@/outbox/queue'
import type { picked_photo } from '@/design/photos'
import { steps } from './steps'

// A refused report or step is put before its author again in the form it came from.

registerEditor('report', { opens: ({ id }) => ({ path: '/report', query: { edit: id } }) })
for (const step of steps) registerEditor(step, { opens: ({ id, subject }) => ({ path: `/hazards/${subject}`, query: { edit: id } }) })

/** The kept files that a list of marks names, as the form's pickers hold them. */
export function pickedAgain(marks: unknown, files: ReadonlyMap<string, Blob>): picked_photo[] {
  if (!Array.isArray(marks)) return []
  return [...files].filter(([key]) => marks.includes(attachmentMark(key))).map(([key, blob]) => ({ key, blob, url: URL.createObjectURL(blob) }))
}
