import { beforeEach, describe, expect, it } from 'vitest'
import { aheadBy, jumpBetween, jumped, measured, noteContact, offset, watchClock } from './clock'

const at = (wall: number, steady: number) => ({ wall, steady })

describe('the offset of the device clock', () => {
  it('is measured against the middle of the round trip', () => {
    expect(measured('2026-06-21T00:00:10.000Z', at(Date.parse('2026-06-21T00:00:00.000Z'), 100), at(Date.parse('2026-06-21T00:00:02.000Z'), 2100))).toBe(9000)
  })
  it('is not taken from an answer that was long under way, or that says no time', () => {
    expect(measured('2026-06-21T00:00:10.000Z', at(0, 0), at(0, 20_000))).toBeUndefined()
    expect(measured(null, at(0, 0), at(0, 1))).toBeUndefined()
  })
})

describe('a jump of the device clock', () => {
  it('is what the steady clock does not explain', () => {
    expect(jumpBetween(at(0, 0), at(10_000, 10_000), true)).toBe(0)
    expect(jumpBetween(at(0, 0), at(10_000 + 86_400_000, 10_000), true)).toBe(86_400_000)
    expect(jumpBetween(at(86_400_000, 0), at(10_000, 10_000), true)).toBe(-86_400_000)
  })
  it('ahead is not told from sleeping when the screen was off; back always is', () => {
    expect(jumpBetween(at(0, 0), at(3_600_000, 1000), false)).toBe(0)
    expect(jumpBetween(at(3_600_000, 0), at(0, 1000), false)).toBeLessThan(-3_000_000)
  })
})

describe('between contacts', () => {
  beforeEach(() => { offset.value = undefined; jumped.value = 0 })

  it('keeps the offset right when the clock is set, and says so until the next contact', () => {
    const day = 86_400_000
    const base = Date.parse('2026-06-21T00:00:00.000Z')
    noteContact('2026-06-21T00:00:00.000Z', at(base, 0), at(base, 0))
    expect(offset.value).toBe(0)
    watchClock(at(base + day + 5000, 5000))
    expect(offset.value).toBe(-day)
    expect(jumped.value).toBe(day)
    expect(aheadBy.value).toBe(day)
    noteContact('2026-06-21T00:00:06.000Z', at(base + day + 6000, 6000), at(base + day + 6000, 6000))
    expect(jumped.value).toBe(0)
    expect(offset.value).toBe(-day)
  })
  it('says nothing of less than a minute', () => {
    offset.value = -59_000
    expect(aheadBy.value).toBe(0)
  })
})
