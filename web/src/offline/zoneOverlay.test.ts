import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { outbox_item } from '@/outbox/items'
import { commands } from '@/outbox/queue'
import type { claim, my_zone, zone, zone_card } from '@/zones/types'
import { overlayZones } from './zoneOverlay'

vi.mock('@/session/me', () => ({ me: { value: { person: 'me', section: 's' } } }))

const at = '2026-12-01T02:10:00.000Z'
const item = (kind: string, body: Record<string, unknown>, state: outbox_item['state'] = 'queued', order = 1): outbox_item => ({
  id: `${kind}${order}`, order, lane: 'l', state, attempts: 0, not_before: 0, lease_until: 0, observed_at: at, attachments: [], subject: 'z', subject_kind: 'zone', kind, apart: true, about: '', body: { path: '', body, observed_at: at },
})
const other: claim = { id: 'k0', person: 'other', promise: 'p', made: { by: 'other', observed_at: at, recorded_at: at }, state: 'open' }
const zoneOf = () => ({ id: 'z', claims: [other] } as unknown as zone)
beforeEach(() => { commands.value = [] })

describe('a claim that has not gone out', () => {
  it('stands beside the others in its zone, and is counted in the list', () => {
    commands.value = [item('zone_claim', { claim: 'k1', promise: 'mine' })]
    const one = zoneOf()
    expect(overlayZones(one, '/api/v1/zones/z')).toBe(true)
    expect(one.claims).toEqual([other, expect.objectContaining({ id: 'k1', person: 'me', promise: 'mine', state: 'open' })])
    const list = { items: [{ id: 'z', open_claims: 1 } as zone_card, { id: 'y', open_claims: 0 } as zone_card] }
    overlayZones(list, '/api/v1/zones?section=s')
    expect(list.items.map((each) => each.open_claims)).toEqual([2, 0])
  })
  it('is among one\'s own, also where nothing else of the zone is', () => {
    commands.value = [item('zone_claim', { claim: 'k1', promise: 'mine' })]
    const mine = { items: [{ zone: { id: 'z' }, holds_now: false, tenures: [], claims: [] } as unknown as my_zone] }
    overlayZones(mine, '/api/v1/zones/mine')
    expect(mine.items[0]?.claims.map((each) => each.id)).toEqual(['k1'])
  })
  it('is gone again when it was taken back, and once the server has it', () => {
    commands.value = [item('zone_withdraw', { claim: 'k1' }, 'queued', 2), item('zone_claim', { claim: 'k1', promise: 'mine' })]
    const one = zoneOf()
    overlayZones(one, '/api/v1/zones/z')
    expect(one.claims.find((each) => each.id === 'k1')?.state).toBe('withdrawn')
    commands.value = [item('zone_claim', { claim: 'k1' }, 'accepted')]
    expect(overlayZones(zoneOf(), '/api/v1/zones/z')).toBe(false)
  })
  it('changes nothing of another zone', () => {
    commands.value = [item('zone_claim', { claim: 'k1', promise: 'mine' })]
    expect(overlayZones({ ...zoneOf(), id: 'y' }, '/api/v1/zones/y')).toBe(false)
  })
})
