import type { outbox_item } from './items'

/** Steps that stand by themselves: refused or not, the others of the subject do not wait for them. */
const independent = new Set(['comment', 'link'])
/** Without these there is no subject for what follows. */
const creating = new Set(['report', 'person_join', 'crew_form', 'post_declare', 'section_found', 'place_open', 'risk_declare', 'zone_draw', 'inspect', 'checklist_publish', 'period_declare', 'month_publish'])

export const creates = (one: Pick<outbox_item, 'kind'>): boolean => creating.has(one.kind)

/** Whether `later` makes no sense as long as `refused` is not settled. Both are of one subject. */
export function dependsOn(later: Pick<outbox_item, 'kind'>, refused: Pick<outbox_item, 'kind'>): boolean {
  return creates(refused) || !(independent.has(later.kind) || independent.has(refused.kind))
}

type listed = Pick<outbox_item, 'id' | 'kind' | 'lane' | 'order' | 'state' | 'not_before' | 'lease_until' | 'closed'>

/** Which unsent command waits for which refused one, by id. */
export function heldBy(items: readonly listed[]): Map<string, string> {
  const refused = new Map<string, listed[]>()
  const held = new Map<string, string>()
  for (const one of [...items].sort((left, right) => left.order - right.order)) {
    const before = refused.get(one.lane) ?? []
    const reason = one.state === 'accepted' || one.state === 'refused' ? undefined : before.find((each) => dependsOn(one, each))
    if (reason) held.set(one.id, reason.id)
    if (one.state === 'refused') refused.set(one.lane, [...before, one])
  }
  return held
}

/**
 * The next command to send: the oldest whose subject has nothing older under way, and that waits for
 * nothing refused. A command that waits for its time holds back only its own subject.
 */
export function sendable<T extends listed>(items: readonly T[], now: number): T | undefined {
  const held = heldBy(items)
  const waiting = new Set<string>()
  for (const one of [...items].sort((left, right) => left.order - right.order)) {
    if (one.state === 'accepted' || one.state === 'refused' || one.closed) continue
    if (waiting.has(one.lane)) continue
    const claimed = one.state === 'sending' && one.lease_until > now
    if (!claimed && one.not_before <= now && !held.has(one.id)) return one
    waiting.add(one.lane)
  }
  return undefined
}

const shortest = 1000
const longest = 5 * 60_000

/** Milliseconds until the next attempt: doubling, bounded, and spread so that a crew does not knock at once. */
export function backOff(attempts: number, random: () => number = Math.random): number {
  const full = Math.min(longest, shortest * 2 ** Math.max(0, attempts - 1))
  return Math.round(full / 2 + (full / 2) * random())
}

/** The body with every `attachment:<key>` replaced by the id that the server gave the file. */
export function replaceMarks<T>(value: T, uploaded: ReadonlyMap<string, string>): T {
  if (typeof value === 'string') {
    if (!value.startsWith('attachment:')) return value
    const remote = uploaded.get(value.slice('attachment:'.length))
    return (remote ?? value) as T
  }
  if (Array.isArray(value)) return value.map((one) => replaceMarks(one, uploaded)) as T
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, replaceMarks(one as unknown, uploaded)])) as T
  }
  return value
}

/** The body without the marks of files that are gone. */
export function withoutMarks<T>(value: T, gone: ReadonlySet<string>): T {
  const isGone = (one: unknown) => typeof one === 'string' && one.startsWith('attachment:') && gone.has(one.slice('attachment:'.length))
  if (Array.isArray(value)) return value.filter((one) => !isGone(one)).map((one: unknown) => withoutMarks(one, gone)) as T
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).filter(([, one]) => !isGone(one)).map(([key, one]) => [key, withoutMarks(one as unknown, gone)])) as T
  }
  return value
}
