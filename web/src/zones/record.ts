import { siteNow } from '@/api/clock'
import type { claim, tenure, zone, zone_card, zone_holder } from './types'

// What follows from the record of a zone: who holds it now, what waits to be done about it.

const at = (moment: string) => new Date(moment).getTime()

export const runsAt = (one: Pick<tenure, 'from' | 'until'>, now: number): boolean => at(one.from) <= now && (one.until === undefined || now < at(one.until))
export const suspendedAt = (one: Pick<tenure, 'suspensions'>, now: number): boolean => one.suspensions.some((each) => runsAt(each, now))

/** Everybody whose tenure runs, or will: the suspended too. */
export const tenuresNow = (one: Pick<zone, 'tenures'>, now = siteNow()): tenure[] => one.tenures.filter((each) => each.until === undefined || now < at(each.until))
/** Those who held it, the last first. */
export const formerTenures = (one: Pick<zone, 'tenures'>, now = siteNow()): tenure[] => one.tenures.filter((each) => each.until !== undefined && at(each.until) <= now).reverse()
export const openClaims = (one: Pick<zone, 'claims'>): claim[] => one.claims.filter((each) => each.state === 'open')
export const openDisputes = (one: Pick<zone, 'disputes'>): zone['disputes'] => one.disputes.filter((each) => each.outcome === undefined)

/** A zone as the lists and the drawing know it. */
export type standing = Pick<zone_card, 'id' | 'kind' | 'active' | 'holders' | 'holders_least' | 'open_claims' | 'is_disputed'>

export function standingOf(one: zone, now = siteNow()): standing {
  const holders: zone_holder[] = tenuresNow(one, now).map((each) => ({
    tenure: each.id, person: each.person, how: each.how, from: each.from, until: each.until, is_suspended: suspendedAt(each, now), is_published: each.published !== undefined, promise: each.promise,
  }))
  return { id: one.id, kind: one.kind, active: one.active, holders, holders_least: one.holders_least, open_claims: openClaims(one).length, is_disputed: openDisputes(one).length > 0 }
}

/** Who answers for it at this moment. */
export const answering = (one: Pick<standing, 'holders'>, now = siteNow()): zone_holder[] => one.holders.filter((each) => !each.is_suspended && runsAt(each, now))
export const isHeldBy = (one: Pick<standing, 'holders'>, person: string | undefined): boolean => one.holders.some((each) => each.person === person)

/** What is to be done about a zone, the most urgent first. */
export type need = 'contested' | 'decide' | 'nobody' | 'too_few' | 'publish' | 'suspended'
export function needsOf(one: standing, now = siteNow()): need[] {
  if (!one.active) return []
  const here = answering(one, now)
  const found: need[] = []
  if (one.is_disputed) found.push('contested')
  if (one.open_claims > 0) found.push('decide')
  if (here.length === 0) found.push('nobody')
  else if (here.length < one.holders_least) found.push('too_few')
  if (here.some((each) => !each.is_published)) found.push('publish')
  if (one.holders.some((each) => each.is_suspended)) found.push('suspended')
  return found
}

export const roomLeft = (one: Pick<zone, 'tenures' | 'holders_most'>, now = siteNow()): number => Math.max(0, one.holders_most - tenuresNow(one, now).length)
