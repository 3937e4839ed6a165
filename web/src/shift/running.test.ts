import { describe, expect, it } from 'vitest'
import type { shift } from '@/api/types'
import { knownUntil, runningAt, type said_shifts } from './running'

const begin = Date.parse('2026-11-22T00:00:00.000Z')
const hours = 8 * 3_600_000
const shiftNumber = (count: number): shift => ({
  date: '2026-11-22', number: count + 1, name_zh: `第 ${count}`, name_en: `number ${count}`, maintenance: false,
  begins: new Date(begin + count * hours).toISOString(), ends: new Date(begin + (count + 1) * hours).toISOString(),
})
const said: said_shifts = {
  shift: shiftNumber(0), next: shiftNumber(1), crew_on_shift: ['c0'], on_shift: true,
  ahead: [1, 2].map((count) => ({ shift: shiftNumber(count), crews: [`c${count}`], on_shift: count === 2 })),
}
const numberAt = (offset: number) => runningAt(said, begin + offset)?.shift.number

describe('the shift that runs', () => {
  it('is the one that the server named, until it ends', () => {
    expect(runningAt(said, begin + 1)).toEqual({ shift: shiftNumber(0), next: shiftNumber(1), crews: ['c0'], on_shift: true })
    expect(numberAt(hours - 1)).toBe(1)
    // A moment early, by a clock that is not quite right.
    expect(numberAt(-1000)).toBe(1)
  })
  it('changes by itself without a network, with its crew and whether one is on it', () => {
    expect(runningAt(said, begin + hours)).toEqual({ shift: shiftNumber(1), next: shiftNumber(2), crews: ['c1'], on_shift: false })
    expect(runningAt(said, begin + 2 * hours)).toEqual({ shift: shiftNumber(2), next: undefined, crews: ['c2'], on_shift: true })
  })
  it('is unknown once what was said ends, and never the last one known', () => {
    expect(numberAt(3 * hours)).toBeUndefined()
    expect(knownUntil(said)).toBe(shiftNumber(2).ends)
  })
  it('is known for its own hours from an answer that names none ahead', () => {
    const short: said_shifts = { ...said, ahead: undefined }
    expect(runningAt(short, begin + 1)?.next).toEqual(shiftNumber(1))
    expect(runningAt(short, begin + hours)).toBeUndefined()
  })
})
