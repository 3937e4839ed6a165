import { me } from '@/session/me'
import type { outbox_item } from '@/outbox/items'
import { commands } from '@/outbox/queue'
import { zonesNow } from '@/zones/known'
import type { claim, my_zone, zone, zone_card } from '@/zones/types'

// One's own claims that have not gone out, laid over what the server said of zones. Nothing else of a
// zone is foretold: whether an appointment or a decision stands, the server says.

const pending = (): outbox_item[] => commands.value.filter((one) => one.subject_kind === 'zone' && one.body && (one.state === 'queued' || one.state === 'sending')).reverse()
const stampOf = (one: outbox_item) => ({ by: me.value?.person ?? '', observed_at: one.observed_at, recorded_at: one.observed_at })

export function claimOf(one: outbox_item): claim {
  const body = one.body!.body
  return { id: String(body.claim), person: me.value?.person ?? '', promise: String(body.promise ?? ''), ...(typeof body.reason === 'string' ? { reason: body.reason } : {}), made: stampOf(one), state: 'open' }
}

/** The claims of a zone with what is pending; undefined when nothing is. */
export function claimsWith(claims: readonly claim[], steps: readonly outbox_item[]): claim[] | undefined {
  let now = [...claims]
  for (const one of steps) {
    if (one.kind === 'zone_claim' && !now.some((each) => each.id === one.body!.body.claim)) now = [...now, claimOf(one)]
    if (one.kind === 'zone_withdraw') now = now.map((each) => (each.id === one.body!.body.claim ? { ...each, state: 'withdrawn' as const } : each))
  }
  return steps.length ? now : undefined
}

/** Changes what was served for `address`; false when nothing is pending for it. */
export function overlayZones(said: unknown, address: string): boolean {
  const steps = pending().filter((one) => one.kind === 'zone_claim' || one.kind === 'zone_withdraw')
  if (steps.length === 0 || typeof said !== 'object' || said === null) return false
  const path = address.split('?')[0] ?? ''
  const of = (subject: string) => steps.filter((one) => one.subject === subject)
  if (path === '/api/v1/zones') return overlayList((said as { items: zone_card[] }).items, of)
  if (path === '/api/v1/zones/mine') return overlayMine((said as { items: my_zone[] }).items, steps)
  const one = said as Partial<zone>
  if (!one.id || !one.claims) return false
  const claims = claimsWith(one.claims, of(one.id))
  if (claims) one.claims = claims
  return claims !== undefined
}

function overlayList(items: zone_card[], of: (subject: string) => outbox_item[]): boolean {
  let changed = false
  for (const one of items) {
    const mine = of(one.id)
    if (mine.length === 0) continue
    const more = mine.filter((each) => each.kind === 'zone_claim').length - mine.filter((each) => each.kind === 'zone_withdraw').length
    one.open_claims = Math.max(0, one.open_claims + more)
    changed = true
  }
  return changed
}

function overlayMine(items: my_zone[], steps: outbox_item[]): boolean {
  for (const subject of new Set(steps.map((one) => one.subject))) {
    const mine = steps.filter((one) => one.subject === subject)
    const known = items.find((one) => one.zone.id === subject)
    const card = known?.zone ?? zonesNow.value.find((one) => one.id === subject)
    if (!card) continue
    const claims = claimsWith(known?.claims ?? [], mine) ?? []
    if (known) known.claims = claims
    else items.push({ zone: card, holds_now: false, tenures: [], claims })
  }
  return true
}
