import { describe, expect, it } from 'vitest'
import type { due_list, due_round, rhythm } from '../types'
import { choicesFor } from './choices'

const round = (id: string, more: Partial<due_round>): due_round => ({
  id, rhythm: 'r', by: 'crew_leader', scope: 'section', period: '2026-12', from: '', until: '', written_plan: false, section: 's', name_zh: '', name_en: '', due: 'now', mine: true, planned: false, alarms: [], alarms_raised: 0, ...more,
})
const any: rhythm = { code: 'any', zh: '', en: '', by: 'post_worker', period: 'any', scope: 'zone', written_plan: false, ladder: [] }
const due = (items: due_round[]): due_list => ({ now: '', items, overdue: 0, at_any_time: [any] })
const keys = (items: due_round[], here = {}) => choicesFor(due(items), here).map((one) => one.key)

describe('what an inspection may be', () => {
  it('offers what is due and mine, then what goes at any time, and always a spot check', () => {
    expect(keys([round('a', {}), round('b', { mine: false }), round('c', { due: 'soon' })])).toEqual(['a', 'any', 'spot'])
    expect(choicesFor(undefined, {}).map((one) => one.key)).toEqual(['spot'])
  })
  it('offers the round of a zone only in that zone, and that of a crew only to that crew', () => {
    expect(keys([round('z', { scope: 'zone', zone: 'z1' }), round('k', { scope: 'crew', crew: 'c1' })], { zone: 'z1', crew: 'c1' })).toEqual(['z', 'k', 'any', 'spot'])
    expect(keys([round('z', { scope: 'zone', zone: 'z1' }), round('k', { scope: 'crew', crew: 'c1' })], { zone: 'z2', crew: 'c2' })).toEqual(['any', 'spot'])
  })
})
