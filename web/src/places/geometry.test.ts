import { describe, expect, it } from 'vitest'
import { around, letters, readable, shaped, type drawn } from './geometry'

const road = (x1: number, y1: number, x2: number, y2: number) => ({ from: { x: x1, y: y1 }, to: { x: x2, y: y2 } }) as drawn

describe('the section drawing', () => {
  it('takes in every roadway with a margin', () => {
    expect(around([road(0, 0, 100, 0), road(50, -20, 50, 80)], 0.1)).toEqual({ x: -10, y: -30, width: 120, height: 120 })
    expect(around([])).toBeUndefined()
  })
  it('fills a window of other proportions without stretching', () => {
    const shown = shaped({ x: 0, y: 0, width: 100, height: 100 }, { width: 400, height: 200 })
    expect(shown).toEqual({ x: -50, y: 0, width: 200, height: 100 })
  })
  it('never writes a name upside down', () => {
    for (const one of [road(0, 0, 0, -10), road(10, 0, 0, 0), road(10, 10, 0, 0), road(0, 0, 0, 10)]) {
      expect(readable(one)).toBeGreaterThan(-91)
      expect(readable(one)).toBeLessThanOrEqual(90)
    }
  })
  it('knows that Chinese letters are wider', () => {
    expect(letters('轨道')).toBe(2)
    expect(letters('3106')).toBeCloseTo(2.32)
  })
})
