import { describe, expect, it } from 'vitest'
import { around, letters, readable, shaped, tagRoads, type drawn } from './geometry'
import { labelsFor } from './labels'

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

describe('the names on the drawing', () => {
  const named = (id: string, name: string, line: drawn) => ({ ...line, id, name, kind: 'roadway' }) as drawn
  const same = (at: { x: number; y: number }) => at
  it('cover neither a sign nor one another', () => {
    const roads = [named('a', '轨道大巷', road(0, 0, 300, 0)), named('b', '皮带大巷', road(0, 18, 300, 18))]
    const placed = labelsFor(roads, 1, [{ x: 150, y: -10 }], 13, undefined, same)
    expect(placed.map((one) => one.id).sort()).toEqual(['a', 'b'])
    const [first, second] = placed
    expect(Math.abs(first!.at.y + first!.away - second!.at.y - second!.away) > 16 || Math.abs(first!.at.x - second!.at.x) > 58).toBe(true)
    expect(first!.at.x === 150 && first!.away < 0).toBe(false)
  })
  it('are left out where there is no room, except of the place that was picked', () => {
    const short = named('s', '永久避难硐室', road(0, 0, 10, 0))
    expect(labelsFor([short], 1, [], 13, undefined, same)).toEqual([])
    expect(labelsFor([short], 1, [], 13, 's', same)).toHaveLength(1)
  })
})

describe('the tags of zones', () => {
  const named = (id: string, from: [number, number], to: [number, number]) => ({ ...road(...from, ...to), id, name: id, kind: 'gateway' }) as drawn
  const roads = [named('short', [0, 0], [10, 0]), named('long', [100, 100], [100, 300]), named('out', [0, 50], [400, 50])]
  const zone = { id: 'z', tag: 'zone', places: ['short', 'long', 'unknown'], held: true }
  it('are written at the longest roadway of the zone', () => {
    expect(tagRoads([zone, { ...zone, id: 'empty', places: ['unknown'] }], roads)).toEqual([expect.objectContaining({ id: 'z', name: 'zone', from: { x: 100, y: 100 } })])
  })
  it('are left out where the window would cut them', () => {
    const at = (x: number, y: number) => labelsFor(tagRoads([{ ...zone, tag: 'a rather long name of a zone' }], roads), 1, [], 0, undefined, (point) => ({ x: point.x + x, y: point.y + y }), { width: 390, height: 400 })
    expect(at(0, 0)).toHaveLength(1)
    expect(at(-500, 0)).toHaveLength(0)
  })
})
