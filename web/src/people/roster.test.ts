import { describe, expect, it } from 'vitest'
import type { roster } from '@/api/administration'
import { addDays, addMonths, daysOf, definitionsOf, exceptionsByCrew, fourShifts, shiftOfCrew, shiftsOn, threeShifts, weekday, writtenOf } from './roster'

describe('the month', () => {
  it('has its own number of days, also in February', () => {
    expect(daysOf('2026-11')).toHaveLength(30)
    expect(daysOf('2028-02').at(-1)).toBe('2028-02-29')
  })
  it('turns over the year', () => {
    expect(addMonths('2026-12', 1)).toBe('2027-01')
    expect(addMonths('2026-01', -1)).toBe('2025-12')
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
  })
  it('knows the day of the week', () => {
    expect(weekday('2026-11-22')).toBe(0)
  })
})

describe('the roster of a month', () => {
  const month: roster = {
    section: 's', exceptions: [{ person: 'wang', date: '2026-11-03', kind: 'sick' }, { person: 'li', date: '2026-11-03', kind: 'leave' }],
    days: [{ date: '2026-11-03', shifts: [{ number: 1, crews: ['one'], persons: [] }, { number: 3, crews: ['three'], persons: [] }] }],
  }
  it('says which shift a crew works, and that the others rest', () => {
    expect(shiftOfCrew(month.days[0]!, 'three')).toBe(3)
    expect(shiftOfCrew(month.days[0]!, 'two')).toBe(0)
  })
  it('puts exceptions to the crew of the person', () => {
    const found = exceptionsByCrew(month, (person) => (person === 'wang' ? 'one' : undefined))
    expect(found.get('one 2026-11-03')?.map((each) => each.kind)).toEqual(['sick'])
    expect(found.get(' 2026-11-03')).toHaveLength(1)
  })
})

describe('shift systems', () => {
  it('come back from the form as they went in', () => {
    expect(definitionsOf(writtenOf(threeShifts))).toEqual(threeShifts)
    expect(definitionsOf(writtenOf(fourShifts))).toEqual(fourShifts)
  })
  it('may begin in the evening before', () => {
    expect(definitionsOf([{ name: 'night', at: '22:00', maintenance: false }, { name: 'morning', at: '06:00', maintenance: false }]).map((one) => one.starts_minute)).toEqual([-120, 360])
  })
  it('hold from their date on', () => {
    const periods = [{ from: '2026-01-01', system: { shifts: threeShifts } }, { from: '2026-07-01', system: { shifts: fourShifts } }]
    expect(shiftsOn(periods, '2026-06-30')).toHaveLength(3)
    expect(shiftsOn(periods, '2026-07-01')).toHaveLength(4)
    expect(shiftsOn(periods, '2025-06-30')).toHaveLength(3)
  })
})
