import { siteNow } from '@/api/clock'
import type { permission } from '@/api/types'
import { openClaims, roomLeft, suspendedAt, tenuresNow } from './record'
import type { tenure, zone } from './types'

// Which steps are offered on a zone: a mirror of the server's rules, for offering only; the server decides.

export type zone_step = 'claim' | 'withdraw' | 'decide' | 'appoint' | 'redraw' | 'retire'
export type tenure_step = 'publish' | 'suspend' | 'restore' | 'end'

interface actor { person: string; member: boolean; can: (wanted: permission) => boolean }
export interface zone_offer { step: zone_step; main: boolean; blocked?: string }

export function zoneOffers(one: zone, by: actor, now = siteNow()): zone_offer[] {
  if (!one.active) return []
  const claims = openClaims(one)
  const full = roomLeft(one, now) === 0 ? 'zones.blocked.full' : undefined
  const manages = by.can('manage_zones')
  const found: zone_offer[] = []
  if (manages && claims.length) found.push({ step: 'decide', main: true })
  if (claims.some((each) => each.person === by.person)) found.push({ step: 'withdraw', main: !manages })
  else if (by.can('claim_zone') && !tenuresNow(one, now).some((each) => each.person === by.person)) {
    found.push({ step: 'claim', main: !full, blocked: one.members_only && !by.member ? 'zones.blocked.members_only' : full })
  }
  if (manages) found.push({ step: 'appoint', main: claims.length === 0 && !full, blocked: full }, { step: 'redraw', main: false }, { step: 'retire', main: false })
  return found
}

export function tenureOffers(one: zone, held: tenure, by: Pick<actor, 'can'>, now = siteNow()): tenure_step[] {
  if (!one.active || !by.can('manage_zones') || !tenuresNow(one, now).some((each) => each.id === held.id)) return []
  return [...(held.published ? [] : ['publish' as const]), suspendedAt(held, now) ? 'restore' : 'suspend', 'end']
}
