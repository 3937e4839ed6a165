import type { fact, instant } from '@/api/types'

// When something was done, by the device's clock put right, and what was wrong with that clock.

/** A fact with what the device knew of its own clock: how far the server's was ahead of it. */
export type timed_fact = Pick<fact, 'observed_at' | 'recorded_at'> & { clock_offset_ms?: number }

/** What is below a minute is not worth a word. */
const worthAWord = 60_000
const at = (moment: instant) => new Date(moment).getTime()

/** The moment it was done; nothing was done after it was recorded, whatever the device says. */
export function actedAt(one: timed_fact): number {
  return Math.min(at(one.observed_at) + (one.clock_offset_ms ?? 0), at(one.recorded_at))
}

/** How far the device's clock was ahead (+) or behind (-), in milliseconds; undefined: right, as far as is known. */
export function clockError(one: timed_fact): number | undefined {
  const known = one.clock_offset_ms === undefined ? at(one.observed_at) - at(one.recorded_at) : -one.clock_offset_ms
  // Without a known offset only a clock that is ahead of the record betrays itself.
  if (one.clock_offset_ms === undefined && known < worthAWord) return undefined
  return Math.abs(known) >= worthAWord ? known : undefined
}

/** How long it lay on the device before the server had it; undefined: it went at once. */
export function sentLater(one: timed_fact): number | undefined {
  const gap = at(one.recorded_at) - actedAt(one)
  return gap >= worthAWord ? gap : undefined
}

/** As people lived it: the newest first, by the moments put right; together where they are the same. */
export function newestFirst<T extends timed_fact>(facts: readonly T[]): T[] {
  return facts.map((one, index) => ({ one, index })).sort((left, right) => actedAt(right.one) - actedAt(left.one) || right.index - left.index).map(({ one }) => one)
}
