import { describe, expect, it } from 'vitest'
import { acceptedFrom, closedBy, gateItems, publication } from './gate'
import type { open_demand } from './types'

const gap = (date: string, demand = 'post/gas/3', present = 0): open_demand => ({ demand, about: { kind: 'key_post', post: 'gas' }, date, shift: 3, present, needed: 1 })

describe('the gate before a month is published', () => {
  const items = gateItems([gap('2026-12-16'), gap('2026-12-14'), gap('2026-12-14', 'crew/one/1')])
  it('asks once for each demand, with all its days in order', () => {
    expect(items.map((one) => [one.demand, one.days])).toEqual([['post/gas/3', [14, 16]], ['crew/one/1', [14]]])
  })
  it('stays closed until every one is named and a reason given', () => {
    expect(closedBy(items, new Set(['post/gas/3']), 'training')).toBe('gaps')
    expect(closedBy(items, new Set(['post/gas/3', 'crew/one/1']), '  ')).toBe('reason')
    expect(closedBy(items, new Set(['post/gas/3', 'crew/one/1']), 'training')).toBeUndefined()
  })
  it('is open where everything is covered', () => { expect(closedBy([], new Set(), '')).toBeUndefined() })
  it('sends only what was named', () => { expect(acceptedFrom(items, new Set(['crew/one/1']))).toEqual([{ demand: 'crew/one/1', days: [14] }]) })
  it('sends no empty reason', () => {
    expect(publication({ section: 's', month: '2026-12' }, { duties: [], swaps: [] }, 7, [], ' ')).toEqual({ section: 's', month: '2026-12', duties: [], swaps: [], gaps_accepted: [], seed: 7 })
  })
})
