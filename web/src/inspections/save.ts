import type { id } from '@/api/types'
import { codesNow } from '@/api/directory'
import { keepReport } from '@/hazards/commands'
import { attachmentMark, keep } from '@/outbox/queue'
import { copies, inspectionOf, type wording } from './command'
import type { inspection_draft, mark_draft } from './draft'
import type { checklist, checklist_item } from './types'

// An inspection becomes commands of the outbox: first each finding that is a hazard, by the ordinary
// report, then the inspection that names them. Stored in this order, sent in this order.

function reportOf(draft: inspection_draft, item: checklist_item, one: mark_draft, files: ReadonlyMap<string, Blob>, say: wording): Record<string, unknown> {
  const { professions, inspection_types } = codesNow.value
  return {
    place: draft.place, description: say.finding(item, one.note.trim()).slice(0, 2000), profession: (professions.find((each) => each.national === 2) ?? professions[0])?.code,
    inspection_type: (inspection_types.find((each) => each.national === 4) ?? inspection_types[0])?.code,
    level: one.hazard?.level, major_category: one.hazard?.category, photos: [...files.keys()].map(attachmentMark),
  }
}

export interface saved_inspection { inspection: id; command: string; hazards: { id: id; command: string }[] }

/** Throws NotKept, with what was stored so far noted in the draft: saving again stores the rest. */
export async function saveInspection(draft: inspection_draft, sheet: checklist, photos: ReadonlyMap<string, Blob>, say: wording): Promise<saved_inspection> {
  const hazards: saved_inspection['hazards'] = []
  for (const item of sheet.items) {
    const one = draft.marks[item.code]
    if (one?.verdict !== 'poor' || !one.hazard) continue
    if (one.hazard.command === undefined) {
      const files = copies(one.photos, photos)
      one.hazard.command = await keepReport(one.hazard.id, reportOf(draft, item, one, files, say), files)
    }
    hazards.push({ id: one.hazard.id, command: one.hazard.command })
  }
  const { body, files } = inspectionOf(draft, sheet, photos, new Date().toISOString(), say)
  const kept = await keep({ subject: draft.id, subject_kind: 'inspection', kind: 'inspect', path: '/inspections', body: JSON.parse(JSON.stringify(body)) as Record<string, unknown>, attachments: files, replaces: draft.replaces })
  return { inspection: draft.id, command: kept.id, hazards }
}
