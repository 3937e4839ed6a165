import { describe, expect, it } from 'vitest'
import { actedAt, clockError, newestFirst, sentLater } from './moments'

const hour = 3_600_000
const day = 24 * hour
const act = Date.parse('2026-06-21T18:05:00.000Z')
const fact = (ahead: number, later: number, known = true) => ({
  observed_at: new Date(act + ahead).toISOString(), recorded_at: new Date(act + later).toISOString(), ...(known ? { clock_offset_ms: -ahead } : {}),
})

describe('the moment of a step', () => {
  it('is right though the clock of the device is a day ahead or a day behind', () => {
    for (const ahead of [day, -day]) {
      expect(actedAt(fact(ahead, 3 * hour))).toBe(act)
      expect(clockError(fact(ahead, 3 * hour))).toBe(ahead)
      expect(sentLater(fact(ahead, 3 * hour))).toBe(3 * hour)
    }
  })
  it('says nothing of a clock that is right and of a step that went at once', () => {
    expect(clockError(fact(200, 500))).toBeUndefined()
    expect(sentLater(fact(200, 500))).toBeUndefined()
  })
  it('never lies after the record, even where the device knew nothing of its clock', () => {
    expect(actedAt(fact(day, 1000, false))).toBe(act + 1000)
    expect(clockError(fact(day, 0, false))).toBe(day)
  })
  it('does not take a step that waited for a clock that is behind', () => {
    expect(clockError(fact(0, 5 * hour, false))).toBeUndefined()
    expect(sentLater(fact(0, 5 * hour, false))).toBe(5 * hour)
  })
  it('orders what was done apart as it was done, not as it arrived', () => {
    const earlier = { ...fact(day, 9 * hour), name: 'earlier' }
    const later = { ...fact(-day, hour), observed_at: new Date(act + 5 * 60_000 - day).toISOString(), name: 'later' }
    expect(newestFirst([later, earlier]).map((one) => one.name)).toEqual(['later', 'earlier'])
  })
})
