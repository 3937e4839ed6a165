import { describe, expect, it } from 'vitest'
import { daysOf } from '@/people/roster'
import { countsOf, gapRuns, hardByDate, marksOf, movedBy, weekOf, type matrix_row, type slot, type standing } from './matrix'

const at = (shift: number, standing: standing, present = standing === 'covered' ? 1 : 0): slot => ({ demand: `gas ${shift}`, shift, standing, needed: 1, present, persons: [] })
const row = (days: Record<string, slot[]>, key = 'gas'): matrix_row => ({ key, kind: 'key_post', name: key, about: '', days: new Map(Object.entries(days)) })

describe('the gaps of a month', () => {
  it('tell three nights in a row as one, and the night after next apart', () => {
    const gas = row({
      '2026-12-14': [at(1, 'covered'), at(3, 'hard')], '2026-12-15': [at(3, 'hard')], '2026-12-16': [at(3, 'hard')], '2026-12-17': [at(3, 'covered')], '2026-12-18': [at(3, 'hard')],
    })
    expect(gapRuns([gas]).map((one) => [one.from, one.until, one.shift])).toEqual([['2026-12-14', '2026-12-16', 3], ['2026-12-18', '2026-12-18', 3]])
  })
  it('do not join what one accepted and what nobody did', () => {
    const gas = row({ '2026-12-14': [at(3, 'accepted')], '2026-12-15': [at(3, 'hard')] })
    expect(gapRuns([gas]).map((one) => one.standing)).toEqual(['hard', 'accepted'])
  })
  it('come gravest first, among their like the soonest', () => {
    const runs = gapRuns([row({ '2026-12-02': [at(1, 'soft')] }, 'a'), row({ '2026-12-02': [at(2, 'hard')], '2026-12-01': [at(1, 'soft')] }, 'b')])
    expect(runs.map((one) => [one.from, one.row.key, one.standing])).toEqual([['2026-12-02', 'b', 'hard'], ['2026-12-01', 'b', 'soft'], ['2026-12-02', 'a', 'soft']])
  })
  it('across a new year are one', () => {
    expect(gapRuns([row({ '2026-12-31': [at(1, 'hard')], '2027-01-01': [at(1, 'hard')] })]).map((one) => one.until)).toEqual(['2027-01-01'])
  })
  it('are counted by what they are and by date', () => {
    const rows = [row({ '2026-12-02': [at(1, 'soft'), at(2, 'hard'), at(3, 'hard')] }), row({ '2026-12-02': [at(1, 'hard')], '2026-12-03': [at(1, 'accepted'), at(2, 'covered')] })]
    expect(countsOf(rows)).toEqual({ covered: 1, soft: 1, accepted: 1, hard: 3 })
    expect([...hardByDate(rows)]).toEqual([['2026-12-02', 3]])
  })
})

describe('the marks of a cell', () => {
  it('stand at their shift, and nothing where nothing is demanded', () => { expect(marksOf([at(3, 'hard')], 3)).toEqual([undefined, undefined, 'hard']) })
  it('show the gravest of several demands', () => { expect(marksOf([at(1, 'covered'), at(1, 'hard'), at(1, 'soft')], 3)).toEqual(['hard', undefined, undefined]) })
  it('are one for the whole day', () => { expect(marksOf([at(0, 'covered')], 3)).toEqual(['covered']) })
  it('are none without a demand', () => { expect(marksOf(undefined, 3)).toEqual([]) })
})

describe('the keys of the table', () => {
  const size = { rows: 40, days: 31 }
  it('stop at its edges', () => {
    expect(movedBy('ArrowUp', { row: 0, day: 3 }, size)).toEqual({ row: 0, day: 3 })
    expect(movedBy('ArrowRight', { row: 2, day: 30 }, size)).toEqual({ row: 2, day: 30 })
    expect(movedBy('PageDown', { row: 2, day: 28 }, size)).toEqual({ row: 2, day: 30 })
  })
  it('lead to the ends of the row, with control to those of the table', () => {
    expect(movedBy('Home', { row: 4, day: 9 }, size)).toEqual({ row: 4, day: 0 })
    expect(movedBy('End', { row: 4, day: 9 }, size, true)).toEqual({ row: 39, day: 30 })
  })
  it('leave other keys to others', () => { expect(movedBy('a', { row: 0, day: 0 }, size)).toBeUndefined() })
})

describe('the week of a date', () => {
  const december = daysOf('2026-12')
  it('begins on Monday', () => { expect(weekOf('2026-12-16', december)).toEqual(['2026-12-14', '2026-12-15', '2026-12-16', '2026-12-17', '2026-12-18', '2026-12-19', '2026-12-20']) })
  it('ends with the month', () => { expect(weekOf('2026-12-30', december)).toEqual(['2026-12-28', '2026-12-29', '2026-12-30', '2026-12-31']) })
})
