import { describe, expect, it } from 'vitest'
import { apart, bodyLines, kindParts, linked } from './body'

const id = '0190a3b4-0000-7000-8000-000000000001'

describe('the body of a fact', () => {
  it('is told line by line, with nothing left out', () => {
    expect(bodyLines({ as: { name: '轨道巷', length_m: 12.5, from: { x: 0, y: 3 } }, open: true, note: '' })).toEqual([
      { path: ['as', 'name'], value: { as: 'text', value: '轨道巷' } }, { path: ['as', 'length_m'], value: { as: 'number', value: 12.5 } },
      { path: ['as', 'from', 'x'], value: { as: 'number', value: 0 } }, { path: ['as', 'from', 'y'], value: { as: 'number', value: 3 } },
      { path: ['open'], value: { as: 'yes', value: true } }, { path: ['note'], value: { as: 'nothing' } },
    ])
  })
  it('tells ids, times and codes from plain words', () => {
    const kinds = (value: string) => bodyLines({ value })[0]?.value.as
    expect([id, '2026-11-22T10:00:00.000Z', '2026-11-22', 'crew_leader', '班长', 'a'.repeat(64)].map(kinds)).toEqual(['id', 'moment', 'date', 'code', 'text', 'hash'])
  })
  it('keeps lists, also empty ones', () => {
    expect(bodyLines({ posts: [id, id], roles: [] }).map((one) => one.path.join('/'))).toEqual(['posts', 'posts', 'roles'])
  })
})

describe('the chain', () => {
  const older = { node: 'n', seq: 7, previous_hash: 'aa', hash: 'bb' }
  it('holds where the newer fact names the hash of the older', () => {
    expect(linked({ node: 'n', seq: 8, previous_hash: 'bb', hash: 'cc' }, older)).toBe(true)
    expect(linked({ node: 'n', seq: 8, previous_hash: 'xx', hash: 'cc' }, older)).toBe(false)
  })
  it('says nothing of facts that are no neighbours', () => {
    expect(linked({ node: 'n', seq: 9, previous_hash: 'bb', hash: 'cc' }, older)).toBeUndefined()
    expect(linked({ node: 'm', seq: 8, previous_hash: 'bb', hash: 'cc' }, older)).toBeUndefined()
    expect(linked({ node: 'n', seq: 8, previous_hash: 'bb', hash: 'cc' }, undefined)).toBeUndefined()
  })
})

describe('a fact', () => {
  it('has a kind in two parts', () => {
    expect(kindParts('hazard.sent_back')).toEqual(['hazard', 'sent_back'])
    expect(kindParts('reported')).toEqual(['', 'reported'])
  })
  it('shows how far the clocks were apart', () => {
    expect(apart({ observed_at: '2026-11-22T10:00:00.000Z', recorded_at: '2026-11-22T10:02:30.000Z' })).toBe(150_000)
  })
})
