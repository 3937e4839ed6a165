import type { queued_command } from './database'

/**
 * The next command to send: of this person, the oldest whose subject has nothing older under way.
 * A command that waits for its time holds back only its own subject.
 */
export function sendable(open: queued_command[], person: string, now: number): queued_command | undefined {
  const held = new Set<string>()
  for (const one of open.filter((each) => each.person === person).sort((left, right) => left.order - right.order)) {
    if (held.has(one.subject)) continue
    const claimed = one.state === 'sending' && one.lease_until > now
    if (!claimed && one.not_before <= now) return one
    held.add(one.subject)
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
