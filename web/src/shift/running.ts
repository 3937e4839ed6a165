import type { id, my_shift, shift } from '@/api/types'

// Which shift it is now, by what the server said when there was last a network: a device that is away
// for days goes on counting, and says so when it knows no further.

/** What the server said of shifts. */
export type said_shifts = Pick<my_shift, 'shift' | 'next' | 'crew_on_shift' | 'on_shift'> & Partial<Pick<my_shift, 'ahead'>>
export interface running { shift: shift; next?: shift; crews: id[]; on_shift: boolean }

const at = (moment: string): number => new Date(moment).getTime()

/** `now` by the mine's clock; undefined: what was said does not reach that far. */
export function runningAt(said: said_shifts, now: number): running | undefined {
  const known: running[] = [{ shift: said.shift, crews: said.crew_on_shift, on_shift: said.on_shift }, ...(said.ahead ?? [])]
  const here = known.findIndex((one) => now < at(one.shift.ends))
  const found = known[here]
  return found && { ...found, next: known[here + 1]?.shift ?? (here === 0 ? said.next : undefined) }
}

/** Until when the device knows the shifts. */
export const knownUntil = (said: said_shifts): string => (said.ahead?.at(-1)?.shift ?? said.shift).ends
