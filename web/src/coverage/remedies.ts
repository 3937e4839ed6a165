import type { date } from '@/api/administration'
import { addDays } from '@/people/roster'
import type { conflict_demand, conflict_item, remedy_item, remedy_list } from './types'

// What can be done about a gap: the same step on several dates is one step with several dates. Pure.

export interface remedy_step extends Omit<remedy_item, 'date'> { dates: date[] }

export function stepsOf(remedy: remedy_list): remedy_step[] {
  const found = new Map<string, remedy_step>()
  for (const { date, ...step } of remedy.steps) {
    const like = JSON.stringify([step.kind, step.person, step.post, step.shift, step.certificates])
    const before = found.get(like)
    if (before) before.dates = [...before.dates, date].sort()
    else found.set(like, { ...step, dates: [date] })
  }
  return [...found.values()]
}

/** Whether the app can take this remedy by itself: what takes a course or an appointment undone is done elsewhere. */
export const takesOneTap = (remedy: remedy_list): boolean => remedy.steps.every((one) => one.kind === 'swap' || one.kind === 'leave_day')

/** From-until (last date) of dates without holes between; one for each run. */
export function rangesOf(dates: readonly date[]): { from: date; until: date }[] {
  const found: { from: date; until: date }[] = []
  for (const one of [...dates].sort()) {
    const last = found.at(-1)
    if (last && addDays(last.until, 1) === one) last.until = one
    else if (last?.until !== one) found.push({ from: one, until: one })
  }
  return found
}

/** The demands of a conflict that the plan leaves open; where it names none, all. */
export function givenUp(demands: readonly conflict_demand[]): conflict_demand[] {
  const open = demands.filter((one) => one.given_up)
  return open.length > 0 ? open : [...demands]
}

const kindOfRemedy = (one: remedy_list): string => JSON.stringify(one.steps.map((step) => [step.kind, step.person, step.post, step.shift, step.certificates]))
/** What a chief hears as one thing: the same demands, with the same people kept away by the same reasons, whatever the date. */
const kindOfConflict = (one: conflict_item): string => JSON.stringify([one.persons, one.demands.map((each) => [each.demand, each.given_up, each.obstacles.map((other) => [other.person, other.why, other.demand, other.shift])])])

/** Conflicts that differ by their date alone are one, with what would do on every one of the dates. */
export function joined(conflicts: readonly conflict_item[]): conflict_item[] {
  const groups = new Map<string, conflict_item[]>()
  for (const one of conflicts) groups.set(kindOfConflict(one), [...(groups.get(kindOfConflict(one)) ?? []), one])
  return [...groups.values()].map((group) => {
    const first = group[0]!
    if (group.length === 1 || first.demands.length === 0) return first
    const remedies = first.remedies.flatMap((one) => {
      const alike = group.map((each) => each.remedies.find((other) => kindOfRemedy(other) === kindOfRemedy(one)))
      return alike.every((each) => each !== undefined) ? [{ steps: alike.flatMap((each) => each.steps) }] : []
    })
    return { ...first, demands: group.flatMap((one) => one.demands), remedies }
  })
}
