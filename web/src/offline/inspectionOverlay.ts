import { me } from '@/session/me'
import type { outbox_item } from '@/outbox/items'
import { commands } from '@/outbox/queue'
import { scoreOf } from '@/inspections/score'
import type { brief, inspection, mark, valued_mark } from '@/inspections/types'
import { checklistsNow } from '@/inspections/known'

// One's own inspections that have not gone out, as the records they will become.

const pending = (): outbox_item[] => commands.value.filter((one) => one.kind === 'inspect' && one.body && (one.state === 'queued' || one.state === 'sending'))

type frame = Omit<inspection, 'id' | 'version' | 'contested' | 'section' | 'recorded' | 'marks' | 'items' | 'points' | 'proof' | 'shift' | 'zones' | 'holders' | 'poor'>

export function recordOfInspection(one: outbox_item): inspection {
  const body = one.body!.body as unknown as frame & { marks: mark[] }
  const sheet = checklistsNow.value.find((each) => each.id === body.checklist)
  const items = sheet?.items ?? []
  const valued: valued_mark[] = body.marks.map((each) => {
    const item = items.find((candidate) => candidate.code === each.item)
    return { ...each, points: item?.points ?? 0, lost_each: item?.lost_each ?? 1, zeroing: item?.zeroing ?? false }
  })
  return {
    ...body, id: one.subject, section: me.value?.section ?? '', recorded: { by: me.value?.person ?? '', observed_at: one.observed_at, recorded_at: one.observed_at }, marks: valued,
    version: 0, contested: [], items: items.length, points: items.reduce((sum, each) => sum + each.points, 0), proof: body.presence ? 'proved' : 'none', shift: { date: one.observed_at.slice(0, 10), number: 0 },
    zones: body.zone ? [body.zone] : [], holders: [], score: scoreOf(items, Object.fromEntries(body.marks.map((each) => [each.item, each]))), poor: body.marks.filter((each) => each.verdict === 'poor').length,
  }
}

function briefOf(one: inspection): brief {
  const { id, kind, rhythm, place, zones, checklist, checklist_edition, began, finished, proof, score, poor, items } = one
  return { id, kind, rhythm, place, zones, checklist, checklist_edition, by: one.recorded.by, began, finished, proof, score, poor, hazards: one.marks.filter((each) => each.hazard).length, looked_at: one.marks.length, items, voided: false }
}

/** Own inspections that have not gone out stand first in the lists they fit; false when there are none. */
export function overlayInspections(said: unknown, address: string): boolean {
  const { pathname, searchParams } = new URL(address, 'http://here')
  if (pathname !== '/api/v1/inspections' || searchParams.has('cursor') || typeof said !== 'object' || said === null) return false
  const zone = searchParams.get('zone')
  const place = searchParams.get('place')
  const mine = pending().map(recordOfInspection).filter((one) => (!zone || one.zones.includes(zone)) && (!place || one.place === place))
  const items = (said as { items: brief[] }).items
  items.unshift(...mine.filter((one) => !items.some((each) => each.id === one.id)).map(briefOf))
  return mine.length > 0
}

const recordPath = /^\/api\/v1\/inspections\/([0-9a-f-]{36})$/
/** The answer for an inspection that only this device knows. */
export function pendingInspection(address: string): unknown {
  const [, id] = recordPath.exec(address.split('?')[0] ?? '') ?? []
  const one = id ? pending().find((each) => each.subject === id) : undefined
  return one && recordOfInspection(one)
}
