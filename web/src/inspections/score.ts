import type { checklist_item, score, verdict } from './types'

// What an inspection is worth: points earned of the points that were looked at. A mirror of the
// server's rule, so that a summary stands there underground; the server counts.

export interface judged { verdict?: verdict; finds?: number }

/** What an item earns; undefined: it does not count. */
export function earnedBy(item: Pick<checklist_item, 'points' | 'lost_each' | 'zeroing'>, one: judged | undefined): number | undefined {
  if (one?.verdict === 'good') return item.points
  if (one?.verdict !== 'poor') return undefined
  return item.zeroing ? 0 : Math.max(0, item.points - (item.lost_each ?? 1) * (one.finds ?? 1))
}

/** undefined: nothing was looked at that counts. */
export function scoreOf(items: readonly checklist_item[], marks: Readonly<Record<string, judged>>): score | undefined {
  let earned = 0
  let possible = 0
  for (const item of items) {
    const got = earnedBy(item, marks[item.code])
    if (got === undefined) continue
    earned += got
    possible += item.points
  }
  return possible === 0 ? undefined : { earned, possible, percent: Math.round((1000 * earned) / possible) / 10 }
}

export interface tally { good: number; poor: number; not_applicable: number; open: number }
export function tallyOf(items: readonly checklist_item[], marks: Readonly<Record<string, judged>>): tally {
  const found: tally = { good: 0, poor: 0, not_applicable: 0, open: 0 }
  for (const item of items) found[marks[item.code]?.verdict ?? 'open'] += 1
  return found
}
