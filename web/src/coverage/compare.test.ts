import { describe, expect, it } from 'vitest'
import { byDate, kindOf, sizeOf, type change } from './compare'

describe('a change of a plan', () => {
  it('is told by its kind', () => {
    expect(kindOf({ after: { shift: 1 } })).toBe('called_in')
    expect(kindOf({ before: { shift: 1 } })).toBe('freed')
    expect(kindOf({ before: { shift: 1, demand: 'gas' }, after: { shift: 3, demand: 'gas' } })).toBe('other_shift')
    expect(kindOf({ before: { shift: 1, demand: 'gas' }, after: { shift: 1 } })).toBe('duty_taken')
    expect(kindOf({ before: { shift: 1 }, after: { shift: 1, demand: 'gas' } })).toBe('duty_given')
    expect(kindOf({ before: { shift: 1, demand: 'gas' }, after: { shift: 1, demand: 'belt' } })).toBe('other_duty')
  })
  it('that changes nothing is none', () => {
    expect(kindOf({ before: { shift: 1, demand: 'gas' }, after: { shift: 1, demand: 'gas' } })).toBeUndefined()
    expect(kindOf({})).toBeUndefined()
  })
})

describe('several changes', () => {
  const changes: change[] = [{ person: 'li', date: '2026-12-15', after: { shift: 1 } }, { person: 'li', date: '2026-12-14', before: { shift: 1 } }, { person: 'wang', date: '2026-12-14', after: { shift: 1 } }]
  it('say how much they move', () => { expect(sizeOf(changes)).toEqual({ changes: 3, persons: 2, days: 2 }) })
  it('are told date by date', () => { expect(byDate(changes).map((one) => [one.date, one.changes.map((each) => each.person)])).toEqual([['2026-12-14', ['li', 'wang']], ['2026-12-15', ['li']]]) })
})
