import type { date } from '@/api/administration'
import type { id } from '@/api/types'
import { addDays } from '@/people/roster'
import type { demand_kind } from './types'

// The month as rows of what must be covered by days and shifts, and what one reads off it. Pure.

/** How one demand stands on one shift. A gap that somebody accepted by name stays one, but is no surprise. */
export type standing = 'covered' | 'soft' | 'accepted' | 'hard'
/** The worst last. */
export const standings: readonly standing[] = ['covered', 'soft', 'accepted', 'hard']
export const graver = (one: standing, other: standing): standing => (standings.indexOf(other) > standings.indexOf(one) ? other : one)

export interface slot {
  demand: string
  /** Number of the shift on its date; 0: the whole day. */
  shift: number
  standing: standing
  needed: number
  present: number
  persons: id[]
}
export type row_kind = demand_kind
export interface matrix_row { key: string; kind: row_kind; name: string; about: string; days: Map<date, slot[]> }

export const missingOf = (one: Pick<slot, 'needed' | 'present'>): number => Math.max(0, one.needed - one.present)
export const isGap = (one: slot): boolean => one.standing !== 'covered'

/** The same gap on the same shift, date after date. `until` is its last date. */
export interface gap_run { key: string; row: matrix_row; shift: number; standing: standing; missing: number; from: date; until: date }

function runsOfRow(row: matrix_row): gap_run[] {
  const open = new Map<string, gap_run>()
  const found: gap_run[] = []
  for (const [date, slots] of [...row.days].sort(([one], [other]) => one.localeCompare(other))) {
    for (const one of slots.filter(isGap)) {
      const like = `${one.demand} ${one.shift} ${one.standing} ${missingOf(one)}`
      const before = open.get(like)
      if (before && addDays(before.until, 1) === date) { before.until = date; continue }
      const run = { key: `${row.key} ${like} ${date}`, row, shift: one.shift, standing: one.standing, missing: missingOf(one), from: date, until: date }
      open.set(like, run)
      found.push(run)
    }
  }
  return found
}

/** Every gap of the month, the gravest first, among their like the soonest. */
export function gapRuns(rows: readonly matrix_row[]): gap_run[] {
  return rows.flatMap(runsOfRow).sort((left, right) =>
    standings.indexOf(right.standing) - standings.indexOf(left.standing) || left.from.localeCompare(right.from) || left.shift - right.shift)
}

export function countsOf(rows: readonly matrix_row[]): Record<standing, number> {
  const found: Record<standing, number> = { covered: 0, soft: 0, accepted: 0, hard: 0 }
  for (const row of rows) for (const slots of row.days.values()) for (const one of slots) found[one.standing] += 1
  return found
}

/** date → its uncovered demands: what stands above its column. */
export function hardByDate(rows: readonly matrix_row[]): Map<date, number> {
  const found = new Map<date, number>()
  for (const row of rows) for (const [date, slots] of row.days) {
    const hard = slots.filter((one) => one.standing === 'hard').length
    if (hard) found.set(date, (found.get(date) ?? 0) + hard)
  }
  return found
}

/** The marks of one cell by shift: one for each shift of the date, or a single one for the whole day. */
export function marksOf(slots: readonly slot[] | undefined, shifts: number): (standing | undefined)[] {
  if (!slots?.length) return []
  const whole = slots.filter((one) => one.shift === 0)
  const worst = (of: readonly slot[]) => (of.length ? of.map((one) => one.standing).reduce(graver) : undefined)
  if (whole.length) return [worst(slots)]
  return Array.from({ length: Math.max(shifts, ...slots.map((one) => one.shift)) }, (_, index) => worst(slots.filter((one) => one.shift === index + 1)))
}

/** Rows in the order of their kinds, within a kind as they came. */
export const kinds: readonly row_kind[] = ['crew_member', 'key_post', 'key_area', 'special', 'technology']
export function groupsOf(rows: readonly matrix_row[]): { kind: row_kind; rows: matrix_row[] }[] {
  return kinds.map((kind) => ({ kind, rows: rows.filter((one) => one.kind === kind) })).filter((one) => one.rows.length > 0)
}

export interface spot { row: number; day: number }
/** Where a key leads within the table; undefined: not a key of it. A week is a page. */
export function movedBy(key: string, from: spot, size: { rows: number; days: number }, control = false): spot | undefined {
  const within = (value: number, most: number) => Math.min(Math.max(value, 0), most - 1)
  const to = (row: number, day: number): spot => ({ row: within(row, size.rows), day: within(day, size.days) })
  switch (key) {
    case 'ArrowUp': return to(from.row - 1, from.day)
    case 'ArrowDown': return to(from.row + 1, from.day)
    case 'ArrowLeft': return to(from.row, from.day - 1)
    case 'ArrowRight': return to(from.row, from.day + 1)
    case 'PageUp': return to(from.row, from.day - 7)
    case 'PageDown': return to(from.row, from.day + 7)
    case 'Home': return to(control ? 0 : from.row, 0)
    case 'End': return to(control ? size.rows - 1 : from.row, size.days - 1)
    default: return undefined
  }
}

/** The dates of the week (Monday first) that holds this one, as far as the month goes. */
export function weekOf(date: date, days: readonly date[]): date[] {
  const since = (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7
  const week = Array.from({ length: 7 }, (_, index) => addDays(date, index - since))
  return week.filter((one) => days.includes(one))
}
