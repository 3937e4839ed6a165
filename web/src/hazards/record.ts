import { siteNow } from '@/api/clock'
import type { hazard_record, hazard_state, instant } from '@/api/types'
import { actedAt } from './detail/moments'

// The hazard as the screens know it: the record of the server, with what follows from it.

export interface hazard extends Omit<hazard_record, 'suspended'> {
  level: string
  national_level: number
  major_category?: number
  reporter: string
  reported_at: instant
  /** The deadline of the five fixes, or before them that of the system it was imported from. */
  due?: instant
  recorded_at: instant
  suspended: boolean
  /** Past its deadline while still to be put right. */
  overdue: boolean
  on_the_spot: boolean
  /** Voice notes of the report, by their attachments. */
  voices: string[]
  /** The disputes that nobody has settled yet. */
  contested: hazard_record['disputes']
  /** Changes whenever the record does. */
  stamp: string
}

const finished: hazard_state[] = ['closed', 'archived', 'rejected']
const working: hazard_state[] = ['assigned', 'rectifying']
export const isOpen = (one: Pick<hazard, 'state'>): boolean => !finished.includes(one.state)

/** Voice notes of a report, a rectification or a comment. */
export const voicesOf = (one: object): string[] => (one as { voice?: string[] }).voice ?? []

export function hazardFrom(record: hazard_record, now: number = siteNow()): hazard {
  const due = record.fixes?.deadline ?? record.origin?.deadline
  const toRectify = working.includes(record.state) || (record.fixes === undefined && isOpen(record))
  const lengths = [record.comments, record.repeats, record.disputes, record.extensions].map((list) => list.length)
  return {
    ...record,
    ...record.grade,
    reporter: record.reported.by, reported_at: record.found_at ?? new Date(actedAt(record.reported)).toISOString(), due, recorded_at: record.reported.recorded_at,
    suspended: record.suspended !== undefined,
    overdue: record.suspended === undefined && due !== undefined && toRectify && new Date(due).getTime() < now,
    voices: voicesOf(record),
    on_the_spot: record.rectification?.on_the_spot === true,
    contested: record.disputes.filter((one) => one.outcome === undefined),
    stamp: [record.state, record.changed.recorded_at, record.alarms_raised, ...lengths].join(' '),
  }
}

export const hazardsFrom = (records: hazard_record[]): hazard[] => records.map((one) => hazardFrom(one))

export type risk = 'red' | 'orange' | 'yellow' | 'blue'
/** The colour of risk that a national level stands for. */
export function riskOf(nationalLevel: number): risk {
  return nationalLevel <= 1 ? 'red' : nationalLevel === 2 ? 'orange' : nationalLevel === 3 ? 'yellow' : 'blue'
}
