import { describe, expect, it } from 'vitest'
import { givenUp, joined, rangesOf, stepsOf, takesOneTap } from './remedies'
import type { conflict_demand, conflict_item, remedy_item } from './types'

const swap = (date: string, person = 'li', shift = 3): remedy_item => ({ kind: 'swap', person, date, shift, certificates: [] })

describe('remedies', () => {
  it('name the same step of several dates once', () => {
    const steps = stepsOf({ steps: [swap('2026-12-15'), swap('2026-12-14'), swap('2026-12-14', 'wang')] })
    expect(steps.map((one) => [one.person, one.dates])).toEqual([['li', ['2026-12-14', '2026-12-15']], ['wang', ['2026-12-14']]])
  })
  it('are taken with one tap where the app can do them', () => {
    expect(takesOneTap({ steps: [swap('2026-12-14'), { kind: 'leave_day', person: 'li', date: '2026-12-14', certificates: [] }] })).toBe(true)
    expect(takesOneTap({ steps: [swap('2026-12-14'), { kind: 'certificate', person: 'li', date: '2026-12-14', post: 'gas', certificates: ['gas_inspection'] }] })).toBe(false)
  })
})

describe('dates', () => {
  it('are told in runs', () => { expect(rangesOf(['2026-12-16', '2026-12-14', '2026-12-15', '2026-12-31', '2027-01-01'])).toEqual([{ from: '2026-12-14', until: '2026-12-16' }, { from: '2026-12-31', until: '2027-01-01' }]) })
  it('given twice count once', () => { expect(rangesOf(['2026-12-14', '2026-12-14'])).toEqual([{ from: '2026-12-14', until: '2026-12-14' }]) })
})

describe('a conflict', () => {
  const demand = (given_up: boolean): conflict_demand => ({ demand: 'd', about: { kind: 'key_post' }, date: '2026-12-14', shift: 3, needed: 1, given_up, obstacles: [] })
  it('is told by what stays open', () => { expect(givenUp([demand(false), demand(true)])).toHaveLength(1) })
  it('without one is told whole', () => { expect(givenUp([demand(false), demand(false)])).toHaveLength(2) })
})

describe('conflicts', () => {
  const night = (date: string, kept: string, remedies: remedy_item[][]): conflict_item => ({
    demands: [{ demand: 'post/gas/3', about: { kind: 'key_post', post: 'gas' }, date, shift: 3, needed: 1, given_up: true, obstacles: [{ person: kept, why: 'on_leave' }] }], persons: [], remedies: remedies.map((steps) => ({ steps })),
  })
  it('of three nights for the same reason are one, with what would do on all three', () => {
    const found = joined(['2026-12-16', '2026-12-17', '2026-12-18'].map((date) => night(date, 'zhang', [[swap(date)], ...(date === '2026-12-17' ? [] : [[swap(date, 'wang')]])])))
    expect(found).toHaveLength(1)
    expect(found[0]!.demands.map((one) => one.date)).toEqual(['2026-12-16', '2026-12-17', '2026-12-18'])
    expect(found[0]!.remedies.map((one) => stepsOf(one).map((step) => [step.person, step.dates.length]))).toEqual([[['li', 3]]])
  })
  it('for other reasons stay apart', () => { expect(joined([night('2026-12-16', 'zhang', []), night('2026-12-17', 'li', [])])).toHaveLength(2) })
})
