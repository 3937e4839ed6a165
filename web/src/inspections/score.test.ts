import { describe, expect, it } from 'vitest'
import { earnedBy, scoreOf, tallyOf } from './score'
import type { checklist_item } from './types'

const item = (code: string, points: number, more: Partial<checklist_item> = {}): checklist_item => ({ code, group_zh: 'g', group_en: 'g', text_zh: 't', text_en: 't', points, zeroing: false, ...more })
const items = [item('a', 10, { lost_each: 2 }), item('b', 5, { zeroing: true }), item('c', 3), item('d', 2)]

describe('what an item earns', () => {
  it('loses for every find, down to nothing', () => {
    expect(earnedBy(items[0]!, { verdict: 'poor', finds: 3 })).toBe(4)
    expect(earnedBy(items[0]!, { verdict: 'poor', finds: 30 })).toBe(0)
    expect(earnedBy(items[2]!, { verdict: 'poor' })).toBe(2)
  })
  it('is nothing at the first find where the item is zeroing', () => { expect(earnedBy(items[1]!, { verdict: 'poor' })).toBe(0) })
})

describe('the score', () => {
  it('counts only what was looked at and applies', () => {
    expect(scoreOf(items, { a: { verdict: 'good' }, b: { verdict: 'poor' }, c: { verdict: 'not_applicable' } })).toEqual({ earned: 10, possible: 15, percent: 66.7 })
  })
  it('is not measured, never nought, when nothing counts', () => {
    expect(scoreOf(items, {})).toBeUndefined()
    expect(scoreOf(items, { a: { verdict: 'not_applicable' } })).toBeUndefined()
  })
  it('tells what is still to be looked at', () => {
    expect(tallyOf(items, { a: { verdict: 'good' }, b: { verdict: 'poor' } })).toEqual({ good: 1, poor: 1, not_applicable: 0, open: 2 })
  })
})
