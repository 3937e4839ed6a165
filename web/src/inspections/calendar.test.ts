import { describe, expect, it } from 'vitest'
import { calendarOf, daysOf, monthBeside, worstOf } from './calendar'
import type { round_cell } from './types'
import { periodKind } from './words'

const cell = (period: string, from: string, until: string, more: Partial<round_cell> = {}): round_cell => ({ id: period, rhythm: 'r', period, from, until, state: 'open', written_plan: false, planned: false, ...more })

describe('the calendar of rounds', () => {
  it('puts a night shift on the date of its shift, not on that of the clock', () => {
    const night = cell('2026-12-01/3', '2026-12-01T16:00:00.000Z', '2026-12-02T00:00:00.000Z')
    expect(calendarOf('2026-12', [night])[0]?.days.filter((one) => one.rounds.length).map((one) => one.date)).toEqual(['2026-12-01'])
  })
  it('keeps months and ten-day periods apart from the days', () => {
    const ten = cell('2026-12-11', '2026-12-10T16:00:00.000Z', '2026-12-20T16:00:00.000Z')
    const month = cell('2026-12', '2026-11-30T16:00:00.000Z', '2026-12-31T16:00:00.000Z', { rhythm: 'm' })
    const rows = calendarOf('2026-12', [ten, month])
    expect(rows.map((one) => [one.rhythm, one.long.length, one.days.every((each) => each.rounds.length === 0)])).toEqual([['r', 1, true], ['m', 1, true]])
  })
  it('knows the kinds of periods', () => {
    expect(periodKind('2026-12', '', '')).toBe('month')
    expect(periodKind('2026-12-01/1', '', '')).toBe('shift')
    expect(periodKind('2026-12-01', '2026-11-30T16:00:00.000Z', '2026-12-01T16:00:00.000Z')).toBe('day')
    expect(periodKind('2027-02-21', '2027-02-20T16:00:00.000Z', '2027-02-28T16:00:00.000Z')).toBe('ten_day')
  })
  it('lets the worst stand for a day', () => {
    expect(worstOf([{ state: 'done' }, { state: 'missed' }, { state: 'open' }])).toBe('missed')
    expect(worstOf([])).toBeUndefined()
  })
  it('counts days and months over the ends of years', () => {
    expect(daysOf('2028-02')).toHaveLength(29)
    expect([monthBeside('2026-12', 1), monthBeside('2026-01', -1)]).toEqual(['2027-01', '2025-12'])
  })
})
