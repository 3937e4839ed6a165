import { describe, expect, it } from 'vitest'
import type { outbox_item } from './items'
import { backOff, heldBy, replaceMarks, sendable, withoutMarks } from './order'
import { uuid7 } from './uuid'

function item(order: number, lane: string, more: Partial<outbox_item> = {}): outbox_item {
  return {
    id: `c${order}`, order, lane, subject: lane, subject_kind: 'hazard', kind: 'verify', apart: false, about: '', observed_at: '2026-06-21T00:00:00.000Z',
    attachments: [], state: 'queued', attempts: 0, not_before: 0, lease_until: 0, ...more,
  }
}

describe('which command goes next', () => {
  it('keeps the order within one subject', () => {
    expect(sendable([item(2, 'a'), item(1, 'a')], 0)?.order).toBe(1)
  })
  it('lets another subject pass one that waits', () => {
    expect(sendable([item(1, 'a', { not_before: 99 }), item(2, 'a'), item(3, 'b')], 10)?.order).toBe(3)
  })
  it('leaves alone what another window is sending, until its claim expires', () => {
    const open = [item(1, 'a', { state: 'sending', lease_until: 50 })]
    expect(sendable(open, 10)).toBeUndefined()
    expect(sendable(open, 60)?.order).toBe(1)
  })
  it('goes past what was refused, on other subjects', () => {
    expect(sendable([item(1, 'a', { state: 'refused' }), item(2, 'b')], 0)?.order).toBe(2)
  })
  it('holds the later steps of a subject of which one was refused, and says which', () => {
    const items = [item(1, 'a', { state: 'refused', kind: 'start' }), item(2, 'a', { kind: 'rectify' })]
    expect(sendable(items, 0)).toBeUndefined()
    expect(heldBy(items)).toEqual(new Map([['c2', 'c1']]))
  })
  it('holds everything behind a refused report, also comments', () => {
    expect(heldBy([item(1, 'a', { state: 'refused', kind: 'report' }), item(2, 'a', { kind: 'comment' })]).get('c2')).toBe('c1')
  })
  it('lets a comment pass a refused step, and steps a refused comment', () => {
    expect(heldBy([item(1, 'a', { state: 'refused' }), item(2, 'a', { kind: 'comment' })]).size).toBe(0)
    expect(heldBy([item(1, 'a', { state: 'refused', kind: 'comment' }), item(2, 'a')]).size).toBe(0)
  })
  it('leaves to the courier what a former place has sealed', () => {
    expect(sendable([item(1, 'a', { closed: true }), item(2, 'b')], 0)?.order).toBe(2)
  })
})

describe('waiting between attempts', () => {
  it('doubles, spreads and is bounded', () => {
    expect(backOff(1, () => 1)).toBe(1000)
    expect(backOff(4, () => 1)).toBe(8000)
    expect(backOff(4, () => 0)).toBe(4000)
    expect(backOff(60, () => 1)).toBe(300_000)
  })
})

describe('ids', () => {
  it('are version 7 and grow even within one millisecond', () => {
    const made = Array.from({ length: 5000 }, () => uuid7(1_780_000_000_000))
    expect(made.every((one) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(one))).toBe(true)
    expect([...made].sort()).toEqual(made)
    expect(new Set(made).size).toBe(made.length)
  })
})

describe('the body on the wire', () => {
  it('names attachments by what the server called them', () => {
    expect(replaceMarks({ photos: ['attachment:k1'], on_the_spot: { photos: ['attachment:k2'] }, n: 1 }, new Map([['k1', 'hash1'], ['k2', 'hash2']])))
      .toEqual({ photos: ['hash1'], on_the_spot: { photos: ['hash2'] }, n: 1 })
  })
  it('leaves out the pictures that were lost, and nothing else', () => {
    expect(withoutMarks({ photos: ['attachment:k1', 'hash'], text: 'x', spot: { photos: ['attachment:k1'] } }, new Set(['k1']))).toEqual({ photos: ['hash'], text: 'x', spot: { photos: [] } })
  })
})
