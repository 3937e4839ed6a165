import type { place, point } from '@/api/types'

export interface box { x: number; y: number; width: number; height: number }
export interface drawn extends place { from: point; to: point }

/** A zone as the drawing knows it. */
export interface drawn_zone { id: string; tag: string; places: readonly string[]; held: boolean }

/** For each zone the longest of its roadways: there its tag is written, for all others there is the outline. */
export function tagRoads(zones: readonly drawn_zone[], roads: readonly drawn[]): drawn[] {
  return zones.flatMap((zone) => {
    const inside = roads.filter((one) => zone.places.includes(one.id)).sort((left, right) => length(right) - length(left))
    return inside[0] ? [{ ...inside[0], id: zone.id, name: zone.tag }] : []
  })
}

/** The places that lie on the drawing; a chamber may be a single point. */
export function drawnOf(places: place[]): drawn[] {
  return places.flatMap((one) => (one.kind !== 'mine' && one.from ? [{ ...one, from: one.from, to: one.to ?? one.from }] : []))
}

/** The box around all roadways, with a margin; undefined when nothing is drawn. */
export function around(places: drawn[], margin = 0.08): box | undefined {
  if (places.length === 0) return undefined
  const xs = places.flatMap((one) => [one.from.x, one.to.x])
  const ys = places.flatMap((one) => [one.from.y, one.to.y])
  const left = Math.min(...xs)
  const top = Math.min(...ys)
  const width = Math.max(Math.max(...xs) - left, 1)
  const height = Math.max(Math.max(...ys) - top, 1)
  const extra = Math.max(width, height) * margin
  return { x: left - extra, y: top - extra, width: width + 2 * extra, height: height + 2 * extra }
}

/** The box grown to the proportions of the window, so that one unit is the same both ways. */
export function shaped(wanted: box, window: { width: number; height: number }): box {
  const proportion = window.width / window.height
  const width = Math.max(wanted.width, wanted.height * proportion)
  const height = width / proportion
  return { x: wanted.x - (width - wanted.width) / 2, y: wanted.y - (height - wanted.height) / 2, width, height }
}

export const middle = (one: drawn): point => ({ x: (one.from.x + one.to.x) / 2, y: (one.from.y + one.to.y) / 2 })
export const length = (one: drawn): number => Math.hypot(one.to.x - one.from.x, one.to.y - one.from.y)

/** How much room a roadway has on the screen, in pixels each way. */
export function room(places: drawn[], pixel: number): number {
  const all = around(places, 0)
  return all ? Math.sqrt((all.width * all.height) / places.length) / pixel : 0
}

/** The angle of the roadway in degrees, turned so that what is written along it can be read. */
export function readable(one: drawn): number {
  const angle = (Math.atan2(one.to.y - one.from.y, one.to.x - one.from.x) * 180) / Math.PI
  return angle > 90 ? angle - 180 : angle <= -90 ? angle + 180 : angle
}

/** How wide a name is, in units of its letter height: Chinese letters are square, others about half. */
export function letters(name: string): number {
  return [...name].reduce((sum, letter) => sum + (letter.charCodeAt(0) > 0x2e80 ? 1 : 0.58), 0)
}
