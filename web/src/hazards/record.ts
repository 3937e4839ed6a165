import type { contested, extension, hazard, hazard_state, photo } from '@/api/types'

// The hazard as the screens know it, from the record as the server keeps it: stamps and grades are
// nested there. This is the only place that knows both.

interface stamp { by: string; observed_at: string; recorded_at: string }
type loose = Record<string, unknown>

const photosOf = (given: unknown): photo[] =>
  (Array.isArray(given) ? given : []).map((one) => (typeof one === 'string' ? { id: one, media_type: 'image/jpeg' } : (one as photo)))

const at = (given: loose): string => String(given.observed_at ?? given.at ?? '')

function extensionOf(given: loose): extension {
  const decided = given.decided as stamp | undefined
  return {
    asked_by: String(given.by ?? given.asked_by), asked_at: String(given.asked_at ?? at(given)), until: String(given.until), reason: String(given.reason),
    outcome: given.outcome as extension['outcome'], decided_by: decided?.by ?? (given.decided_by as string | undefined),
    decided_at: decided?.observed_at ?? (given.decided_at as string | undefined), note: (given.refusal ?? given.note) as string | undefined,
  }
}

function contestedOf(given: unknown): contested[] {
  return (Array.isArray(given) ? (given as loose[]) : []).filter((one) => one.outcome === undefined)
    .map((one) => ({ node: String(one.node), seq: Number(one.seq), kind: String(one.step ?? one.kind), reason: String(one.reason) }))
}

const finished: hazard_state[] = ['closed', 'archived', 'rejected']
export const isOpen = (one: Pick<hazard, 'state'>): boolean => !finished.includes(one.state)

/** Past its deadline while still to be put right. */
function isOverdue(state: hazard_state, deadline: string | undefined, suspended: boolean): boolean {
  return !suspended && deadline !== undefined && ['assigned', 'rectifying'].includes(state) && new Date(deadline).getTime() < Date.now()
}

export function hazardFrom(raw: unknown): hazard {
  const given = raw as loose
  const grade = (given.grade ?? given) as { level: string; national_level: number; major_category?: number }
  const reported = (typeof given.reported === 'object' ? given.reported : undefined) as stamp | undefined
  const closed = given.closed as stamp | undefined
  const done = (key: string) => {
    const step = given[key] as loose | undefined
    return step && { ...step, at: at(step), photos: photosOf(step.photos) }
  }
  const fixes = given.fixes as hazard['fixes']
  const state = given.state as hazard_state
  const suspended = Boolean(given.suspended)
  const rectification = done('rectification') as hazard['rectification'] & { on_the_spot?: boolean }
  const lists = ['comments', 'repeats', 'disputes', 'extensions'].map((key) => JSON.stringify(given[key] ?? '').length)
  return {
    ...(given as unknown as hazard),
    stamp: [(given.changed as stamp | undefined)?.recorded_at ?? given.version, state, given.alarms_raised, ...lists].join(' '),
    level: grade.level, national_level: grade.national_level, major_category: grade.major_category,
    reporter: reported?.by ?? String(given.reporter), reported_at: reported?.observed_at ?? String(given.reported_at), recorded_at: reported?.recorded_at ?? String(given.recorded_at),
    suspended, overdue: typeof given.overdue === 'boolean' ? given.overdue : isOverdue(state, fixes?.deadline, suspended),
    on_the_spot: given.on_the_spot === true || rectification?.on_the_spot === true, photos: photosOf(given.photos), fixes, rectification,
    acceptance: done('acceptance') as hazard['acceptance'],
    extensions: ((given.extensions ?? []) as loose[]).map(extensionOf),
    comments: ((given.comments ?? []) as loose[]).map((one) => ({ by: String(one.by), at: at(one), text: String(one.text), photos: photosOf(one.photos) })),
    contested: contestedOf(given.disputes ?? given.contested), repeats: (given.repeats as string[] | undefined) ?? [],
    supervised: given.supervised as hazard['supervised'], sent_back: Number(given.sent_back ?? 0), alarms_raised: Number(given.alarms_raised ?? 0),
    closed_at: closed?.observed_at ?? (given.closed_at as string | undefined),
  }
}

export const hazardsFrom = (raw: unknown[]): hazard[] => raw.map(hazardFrom)

export type risk = 'red' | 'orange' | 'yellow' | 'blue'
/** The colour of risk that a national level stands for. */
export function riskOf(nationalLevel: number): risk {
  return nationalLevel <= 1 ? 'red' : nationalLevel === 2 ? 'orange' : nationalLevel === 3 ? 'yellow' : 'blue'
}
