import type { date } from '@/api/administration'
import type { id } from '@/api/types'
import type { occupation } from './types'

// What a plan changes for whom, and what kind of change it is. Pure.

export type change_kind = 'called_in' | 'freed' | 'other_shift' | 'other_duty' | 'duty_given' | 'duty_taken'
export interface change { person: id; date: date; before?: occupation; after?: occupation }

/** undefined: nothing changes. */
export function kindOf({ before, after }: Pick<change, 'before' | 'after'>): change_kind | undefined {
  if (!before) return after ? 'called_in' : undefined
  if (!after) return 'freed'
  if (before.shift !== after.shift) return 'other_shift'
  if (before.demand === after.demand) return undefined
  if (!before.demand) return 'duty_given'
  return after.demand ? 'other_duty' : 'duty_taken'
}

/** How many persons it moves, and on how many days: a price that people feel. */
export function sizeOf(changes: readonly change[]): { changes: number; persons: number; days: number } {
  return { changes: changes.length, persons: new Set(changes.map((one) => one.person)).size, days: new Set(changes.map((one) => one.date)).size }
}

export function byDate<T extends { date: date }>(changes: readonly T[]): { date: date; changes: T[] }[] {
  const found = new Map<date, T[]>()
  for (const one of changes) found.set(one.date, [...(found.get(one.date) ?? []), one])
  return [...found].map(([date, of]) => ({ date, changes: of })).sort((left, right) => left.date.localeCompare(right.date))
}
