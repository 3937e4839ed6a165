import type { accepted_gap, month_item, open_demand, plan_result } from './types'

// The gate before a month is published: every hard demand that stays uncovered is accepted by name, with a reason, or the month is not published. Pure.

export interface gate_item { demand: string; about: open_demand['about']; shift: number; days: number[]; missing: number }

/** One line for each demand that stays open, with its days. */
export function gateItems(gaps: readonly open_demand[]): gate_item[] {
  const found = new Map<string, gate_item>()
  for (const one of gaps) {
    const day = Number(one.date.slice(8))
    const before = found.get(one.demand)
    if (!before) { found.set(one.demand, { demand: one.demand, about: one.about, shift: one.shift, days: [day], missing: one.needed - one.present }); continue }
    before.days = [...before.days, day].sort((left, right) => left - right)
    before.missing = Math.max(before.missing, one.needed - one.present)
  }
  return [...found.values()]
}

export const acceptedFrom = (items: readonly gate_item[], named: ReadonlySet<string>): accepted_gap[] => items.filter((one) => named.has(one.demand)).map(({ demand, days }) => ({ demand, days }))

/** Why the month cannot be published yet; nothing: it can. */
export function closedBy(items: readonly gate_item[], named: ReadonlySet<string>, reason: string): 'gaps' | 'reason' | undefined {
  if (items.some((one) => !named.has(one.demand))) return 'gaps'
  return items.length > 0 && !reason.trim() ? 'reason' : undefined
}

export function publication(month: Pick<month_item, 'section' | 'month'>, result: Pick<plan_result, 'duties' | 'swaps'>, seed: number, accepted: accepted_gap[], reason: string): Record<string, unknown> {
  return { section: month.section, month: month.month, duties: result.duties, swaps: result.swaps, gaps_accepted: accepted, seed, ...(reason.trim() ? { reason: reason.trim() } : {}) }
}
