import type { date } from '@/api/administration'
import type { id } from '@/api/types'
import { addDays } from '@/people/roster'

// What is uncovered and why, as a chief says it: "gas inspector, night shift, 14–16 Dec: three hold the certificate; one on leave (…), one must rest (…)".
// The planner answers date by date and person by person; this joins what belongs together. Pure: the texts and names come from whoever asks.

import type { conflict_demand, demand_subject, hindrance, obstacle_item } from './types'
/** Somebody who would fit, and why not; `where`: the post or shift that has them instead, in words. */
export interface obstacle { person: id; why: hindrance; where?: string }
export interface lack { what: string; shift: string; date: date; needed: number; obstacles: obstacle[] }

export interface reason { why: hindrance; persons: id[]; where: string[] }
/** The same lack for the same reasons, date after date. `until` is its last date. */
export interface lack_run { what: string; shift: string; from: date; until: date; fit: number; reasons: reason[] }

interface place_names { full: (about: demand_subject) => string; shiftText: (date: date, shift: number) => string }
/** One uncovered demand of one date in the words of the section. */
export function lackOf(one: Pick<conflict_demand, 'about' | 'date' | 'shift' | 'needed' | 'obstacles'>, names: place_names): lack {
  const where = (each: obstacle_item) => (each.about ? names.full(each.about) : each.shift ? names.shiftText(one.date, each.shift) : undefined)
  return {
    what: names.full(one.about), shift: one.shift ? names.shiftText(one.date, one.shift) : '', date: one.date, needed: one.needed,
    obstacles: one.obstacles.map((each) => ({ person: each.person, why: each.why, where: where(each) })),
  }
}

const order: readonly hindrance[] = ['on_leave', 'certificate_not_valid', 'must_rest', 'covers_another', 'on_another_shift', 'bound_elsewhere']
const added = <T>(all: T[], more: readonly (T | undefined)[]): T[] => [...all, ...more.filter((one): one is T => one !== undefined && !all.includes(one))]

function reasonsOf(obstacles: readonly obstacle[]): reason[] {
  const found = new Map<hindrance, reason>()
  for (const one of obstacles) {
    const same = found.get(one.why) ?? { why: one.why, persons: [], where: [] }
    found.set(one.why, { why: one.why, persons: added(same.persons, [one.person]), where: added(same.where, [one.where]) })
  }
  return [...found.values()].sort((left, right) => order.indexOf(left.why) - order.indexOf(right.why))
}

const alike = (one: lack_run, other: lack_run) => one.what === other.what && one.shift === other.shift && one.fit === other.fit
  && one.reasons.map((each) => `${each.why} ${each.persons.length}`).join() === other.reasons.map((each) => `${each.why} ${each.persons.length}`).join()

export function runsOf(lacks: readonly lack[]): lack_run[] {
  const found: lack_run[] = []
  for (const one of [...lacks].sort((left, right) => left.date.localeCompare(right.date))) {
    const run: lack_run = { what: one.what, shift: one.shift, from: one.date, until: one.date, fit: new Set(one.obstacles.map((each) => each.person)).size, reasons: reasonsOf(one.obstacles) }
    const before = found.find((each) => addDays(each.until, 1) === one.date && alike(each, run))
    if (!before) { found.push(run); continue }
    before.until = one.date
    before.reasons = before.reasons.map((each, at) => ({ ...each, persons: added(each.persons, run.reasons[at]!.persons), where: added(each.where, run.reasons[at]!.where) }))
  }
  return found
}

export interface speaker { t: (key: string, named: Record<string, unknown>) => string; name: (person: id) => string; /** Between the items of a list. */ comma: string; /** Between the parts of a sentence. */ pause: string }

/** "14 Dec", "14–16 Dec", "30 Dec – 2 Jan". */
export function daysText({ t }: Pick<speaker, 't'>, from: date, until: date): string {
  const part = (of: date) => ({ month: t(`coverage.months.${Number(of.slice(5, 7))}`, {}), day: Number(of.slice(8)) })
  const [one, other] = [part(from), part(until)]
  if (from === until) return t('coverage.dates.one', one)
  if (from.slice(0, 7) === until.slice(0, 7)) return t('coverage.dates.within', { ...one, last: other.day })
  return t('coverage.dates.across', { ...one, last_month: other.month, last: other.day })
}

/** Of many only the first are named: a sentence is not a list. */
const namedMost = 5
const namedOfMany = 3
function namesText(say: speaker, persons: readonly id[]): string {
  if (persons.length <= namedMost) return persons.map(say.name).join(say.comma)
  return say.t('coverage.why.among', { names: persons.slice(0, namedOfMany).map(say.name).join(say.comma) })
}

export function reasonText(say: speaker, { why, persons, where }: reason): string {
  return say.t(`coverage.why.${why}`, { n: persons.length, who: namesText(say, persons), where: where.join(say.comma) })
}

/** Where, on which shift, on which dates. */
export const headText = (say: speaker, run: lack_run): string => [run.what, run.shift, daysText(say, run.from, run.until)].filter(Boolean).join(say.pause)

/** Who would fit, and why none of them can. */
export function whyText(say: speaker, run: lack_run): string {
  if (run.fit === 0) return say.t('coverage.why.nobody', {})
  const reasons = run.reasons.map((one) => reasonText(say, one)).join(say.pause)
  return say.t('coverage.why.fit', { n: run.fit, reasons })
}
