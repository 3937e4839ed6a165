// Wrong PINs slow down: five are free, then half a minute, doubling to a quarter of an hour. The
// count is kept in the store, so that closing the app does not begin it anew.

export interface attempts { wrong: number; not_before: number }

export const untried: attempts = { wrong: 0, not_before: 0 }

const free = 5
const first = 30_000
const longest = 15 * 60_000

export function afterWrong(before: attempts, now: number): attempts {
  const wrong = before.wrong + 1
  const wait = wrong <= free ? 0 : Math.min(longest, first * 2 ** (wrong - free - 1))
  return { wrong, not_before: now + wait }
}

/**
 * Milliseconds until the next try. A clock that was set back does not lengthen the wait beyond the
 * longest there is; one that was set forward shortens it, which costs the thief the trace of it.
 */
export function waitFor(tried: attempts, now: number): number {
  return Math.min(longest, Math.max(0, tried.not_before - now))
}

export const freeLeft = (tried: attempts): number => Math.max(0, free - tried.wrong)
