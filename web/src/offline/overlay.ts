import { siteNow } from '@/api/clock'
import { me } from '@/session/me'
import { commands } from '@/outbox/queue'
import type { outbox_item } from '@/outbox/items'
import { codesNow, placeNow } from '@/api/directory'
import type { hazard_filter, hazard_record } from '@/api/types'
import { codeOf } from '@/hazards/code'
import { fits } from './shelf'

// What the person did and has not sent yet, laid over what the server said: a whole shift's work
// goes on without a network. Only what is shown changes; nothing of it is kept.

type record = Record<string, unknown> & { id: string; state: string }

const next: Record<string, string> = {
  verify: 'verified', reject: 'rejected', assign: 'assigned', start: 'rectifying', rectify: 'rectified', accept: 'accepted', send_back: 'rectifying', close: 'closed', archive: 'archived',
}

const stampOf = (one: outbox_item) => ({ by: me.value?.person ?? '', observed_at: one.observed_at, recorded_at: one.observed_at })

/** What a pending step changes beyond the state, as the server would. */
const changes: Record<string, (one: outbox_item, body: Record<string, unknown>) => Record<string, unknown>> = {
  assign: (_, body) => ({ fixes: body }),
  grade: (_, body) => ({ grade: { level: body.level, national_level: nationalOf(body.level), major_category: body.major_category } }),
  rectify: (one, body) => ({ rectification: { ...stampOf(one), measures: body.measures, photos: body.photos ?? [], voice: body.voice, on_the_spot: false } }),
  accept: (one, body) => ({ acceptance: { ...stampOf(one), note: body.note, photos: body.photos ?? [] } }),
  suspend: (one, body) => ({ suspended: { ...stampOf(one), reason: body.reason, until: body.until } }),
  resume: () => ({ suspended: undefined }),
}

function nationalOf(level: unknown): number {
  return codesNow.value.levels.find((one) => one.code === level)?.national ?? 4
}

const pendingOf = (kind: string): outbox_item[] =>
  commands.value.filter((one) => one.subject_kind === kind && one.body && (one.state === 'queued' || one.state === 'sending')).reverse()

function apply(target: record, steps: outbox_item[]): void {
  for (const one of steps) {
    const body = one.body!.body
    Object.assign(target, changes[one.kind]?.(one, body) ?? {})
    target.state = next[one.kind] ?? target.state
  }
}

function bySubject(): Map<string, outbox_item[]> {
  const found = new Map<string, outbox_item[]>()
  for (const one of pendingOf('hazard')) if (one.kind !== 'report') found.set(one.subject, [...(found.get(one.subject) ?? []), one])
  return found
}

function walk(value: unknown, steps: Map<string, outbox_item[]>): boolean {
  if (Array.isArray(value)) return value.map((one) => walk(one, steps)).some(Boolean)
  if (typeof value !== 'object' || value === null) return false
  const one = value as Partial<record> & { items?: unknown; to_do?: unknown; my_reports?: unknown; hazard?: unknown }
  const mine = typeof one.id === 'string' && typeof one.state === 'string' ? steps.get(one.id) : undefined
  if (mine) apply(one as record, mine)
  const below = [one.items, one.to_do, one.my_reports, one.hazard].map((part) => (part ? walk(part, steps) : false))
  return mine !== undefined || below.some(Boolean)
}

/** Changes what was served for `address` by what is pending; false when nothing was. */
export function overlay(said: unknown, address: string): boolean {
  const steps = bySubject()
  const stepped = steps.size > 0 && walk(said, steps)
  return addReports(said, address) || stepped
}

/** Own reports that have not gone out stand first among one's own, and in the lists they fit. */
function addReports(said: unknown, address: string): boolean {
  const reports = pendingReports()
  if (reports.length === 0 || typeof said !== 'object' || said === null) return false
  const { pathname, searchParams } = new URL(address, 'http://here')
  const one = said as { items?: record[]; my_reports?: record[] }
  const add = (list: record[], more: record[]) => { list.unshift(...more.filter((each) => !list.some((known) => known.id === each.id))); return more.length > 0 }
  if (pathname === '/api/v1/my' && one.my_reports) return add(one.my_reports, reports)
  if (pathname !== '/api/v1/hazards' || !one.items || searchParams.has('cursor')) return false
  const filter = Object.fromEntries(searchParams) as hazard_filter
  return add(one.items, reports.filter((each) => fits(each as unknown as hazard_record, filter, siteNow())))
}

/** A report that only this device knows, as the record it will become. */
export function recordOfReport(one: outbox_item): record {
  const body = one.body!.body
  const stamp = stampOf(one)
  const level = typeof body.level === 'string' ? body.level : (codesNow.value.levels.at(-1)?.code ?? '')
  const made = {
    version: 0, contested: [], id: one.subject, code: codeOf(one.subject), section: placeNow(String(body.place))?.section ?? me.value?.section ?? '', place: body.place, risk_point: body.risk_point,
    profession: body.profession, inspection_type: body.inspection_type, description: body.description, grade: { level, national_level: nationalOf(level), major_category: body.major_category },
    state: 'reported', reported: stamp, shift: { date: one.observed_at.slice(0, 10), ordinal: 0 }, photos: body.photos ?? [], voice: body.voice, sent_back: 0,
    extensions: [], comments: [], repeats: [], disputes: [], alarms: [], alarms_raised: 0, changed: stamp,
  } as unknown as record
  const spot = body.on_the_spot as { measures: string; photos?: string[] } | undefined
  if (spot) Object.assign(made, { state: 'rectified', rectification: { ...stamp, measures: spot.measures, photos: spot.photos ?? [], on_the_spot: true } })
  apply(made, bySubject().get(one.subject) ?? [])
  return made
}

/** The person's reports that have not gone out, the newest first. */
export const pendingReports = (): record[] => pendingOf('hazard').filter((one) => one.kind === 'report').reverse().map(recordOfReport)

const recordPath = /^\/api\/v1\/hazards\/([0-9a-f-]{36})(\/timeline)?$/
/** The answer for a hazard that only this device knows; undefined when it does not. */
export function pendingRecord(address: string): unknown {
  const [, id, timeline] = recordPath.exec(address) ?? []
  const one = id ? pendingOf('hazard').find((each) => each.kind === 'report' && each.subject === id) : undefined
  if (!one) return undefined
  return timeline ? { items: [] } : recordOfReport(one)
}
