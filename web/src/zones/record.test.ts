import { describe, expect, it } from 'vitest'
import { answering, isHeldBy, needsOf, standingOf } from './record'
import { tenureOffers, zoneOffers } from './steps'
import type { claim, tenure, zone } from './types'

const now = new Date('2026-12-01T08:00:00.000Z').getTime()
const hour = 3_600_000
const when = (hours: number) => new Date(now + hours * hour).toISOString()
const stamp = { by: 'branch', observed_at: when(-50), recorded_at: when(-50) }
const held = (id: string, more: Partial<tenure> = {}): tenure => ({ id, person: `p ${id}`, how: 'appointed', from: when(-48), began: stamp, suspensions: [], published: stamp, ...more })
const claimed = (id: string, person: string, state: claim['state'] = 'open'): claim => ({ id, person, promise: 'p', made: stamp, state })
const zone = (more: Partial<zone> = {}): zone => ({
  id: 'z', section: 's', version: 3, active: true, basis: 'heading', kind: 'zone', name: 'n', code: 'c', places: ['a'], duties: ['d'], members_only: false, holders_least: 1, holders_most: 2,
  contested: [], drawings: [], tenures: [], claims: [], disputes: [], ...more,
})
const needs = (one: zone) => needsOf(standingOf(one, now), now)
const steps = (one: zone, person: string, may: string[], member = true) => zoneOffers(one, { person, member, can: (wanted) => may.includes(wanted) }, now).map((each) => each.step)

describe('who answers for a zone', () => {
  it('is whoever holds it now: from the first moment, no longer at the last', () => {
    const one = standingOf(zone({ tenures: [held('now', { from: when(0) }), held('over', { until: when(0) }), held('ahead', { from: when(1) })] }), now)
    expect(answering(one, now).map((each) => each.tenure)).toEqual(['now'])
    expect(isHeldBy(one, 'p ahead')).toBe(true)
    expect(isHeldBy(one, 'p over')).toBe(false)
  })
  it('is not who is suspended, until he is restored', () => {
    const paused = held('a', { suspensions: [{ from: when(-2), reason: 'r' }] })
    expect(answering(standingOf(zone({ tenures: [paused] }), now), now)).toEqual([])
    expect(answering(standingOf(zone({ tenures: [held('a', { suspensions: [{ from: when(-2), until: when(-1), reason: 'r' }] })] }), now), now)).toHaveLength(1)
  })
})

describe('what waits to be done', () => {
  it('names an empty zone, claims, a missing plate and too few', () => {
    expect(needs(zone())).toEqual(['nobody'])
    expect(needs(zone({ tenures: [held('a', { published: undefined })], holders_least: 2, claims: [claimed('k', 'x'), claimed('l', 'y', 'refused')] }))).toEqual(['decide', 'too_few', 'publish'])
  })
  it('is nothing for a zone that is no longer in use', () => { expect(needs(zone({ active: false }))).toEqual([]) })
})

describe('which steps are offered', () => {
  it('lets a person claim once, and take his claim back', () => {
    expect(steps(zone(), 'me', ['claim_zone'])).toEqual(['claim'])
    expect(steps(zone({ claims: [claimed('k', 'me')] }), 'me', ['claim_zone'])).toEqual(['withdraw'])
    expect(steps(zone({ tenures: [held('a', { person: 'me' })] }), 'me', ['claim_zone'])).toEqual([])
  })
  it('says why not where only members hold, and where it is full', () => {
    const offer = (one: zone, member: boolean) => zoneOffers(one, { person: 'me', member, can: () => true }, now).find((each) => each.step === 'claim')
    expect(offer(zone({ members_only: true }), false)?.blocked).toBe('zones.blocked.members_only')
    expect(offer(zone({ holders_most: 1, tenures: [held('a')] }), true)?.blocked).toBe('zones.blocked.full')
    expect(offer(zone({ holders_most: 1 }), true)?.blocked).toBeUndefined()
  })
  it('gives the branch the decision first where claims wait', () => {
    const offers = zoneOffers(zone({ claims: [claimed('k', 'x')] }), { person: 'chief', member: true, can: () => true }, now)
    expect(offers.filter((each) => each.main).map((each) => each.step)).toEqual(['decide', 'claim'])
    expect(steps(zone({ claims: [claimed('k', 'x')] }), 'other', ['claim_zone'])).toEqual(['claim'])
  })
  it('suspends who holds it and restores who is suspended', () => {
    const may = { can: () => true }
    const one = zone({ tenures: [held('a', { published: undefined }), held('b', { suspensions: [{ from: when(-1), reason: 'r' }] }), held('c', { until: when(-1) })] })
    expect(one.tenures.map((each) => tenureOffers(one, each, may, now))).toEqual([['publish', 'suspend', 'end'], ['restore', 'end'], []])
  })
})
