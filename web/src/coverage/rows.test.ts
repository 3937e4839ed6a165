import { describe, expect, it } from 'vitest'
import { rowsFrom } from './rows'
import type { coverage_matrix } from './types'

const served: coverage_matrix = {
  section: 's', month: '2026-12', first: '2026-12-01', days: 31, published: true, persons: ['zhang', 'li'],
  shifts: [1, 2, 3].map((number) => ({ number, name_zh: '', name_en: '', begins_minute: number * 480, maintenance: false })),
  rows: [
    { row: 'post/gas', about: { kind: 'key_post', post: 'gas' }, hard: true, cells: [{ day: 9, shift: 3, needed: 1, present: 0, state: 'hard_gap', who: [] }, { day: 9, shift: 1, needed: 1, present: 1, state: 'covered', who: [1] }] },
    { row: 'technology/t1', about: { kind: 'technology', technology: 't1' }, hard: true, cells: [{ day: 10, shift: 0, needed: 2, present: 1, state: 'accepted', who: [0, 7] }] },
  ],
}
const rows = rowsFrom(served, { name: (about) => about.post ?? about.technology ?? '', about: () => '' })

describe('the served month', () => {
  it('is laid out by date, with the demand of each shift as the server names it', () => {
    expect(rows[0]?.days.get('2026-12-09')?.map((one) => [one.demand, one.shift, one.standing])).toEqual([['post/gas/3', 3, 'hard'], ['post/gas/1', 1, 'covered']])
  })
  it('names the row itself where the whole date is meant', () => { expect(rows[1]?.days.get('2026-12-10')?.[0]?.demand).toBe('technology/t1') })
  it('knows who stands there, and invents nobody', () => {
    expect(rows[0]?.days.get('2026-12-09')?.[1]?.persons).toEqual(['li'])
    expect(rows[1]?.days.get('2026-12-10')?.[0]?.persons).toEqual(['zhang'])
  })
})
