import type { point } from '@/api/types'
import { length, letters, readable, type drawn } from './geometry'

// Where the names of the roadways are written: beside the line, where they cover no sign and no
// other name; what finds no room is left out until one looks closer. All lengths in pixels.

export interface label { id: string; name: string; at: point; angle: number; away: number }
interface area { left: number; right: number; top: number; bottom: number }

export const letterHeight = 13

const inside = (one: area, window: { width: number; height: number }) => one.left >= 0 && one.top >= 0 && one.right <= window.width && one.bottom <= window.height
const overlap = (one: area, other: area) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom

function areaOf(centre: point, angle: number, width: number, height: number): area {
  const turn = (angle * Math.PI) / 180
  const across = (Math.abs(Math.cos(turn)) * width + Math.abs(Math.sin(turn)) * height) / 2
  const down = (Math.abs(Math.sin(turn)) * width + Math.abs(Math.cos(turn)) * height) / 2
  return { left: centre.x - across, right: centre.x + across, top: centre.y - down, bottom: centre.y + down }
}

/** `toPixel` brings a point of the drawing to the screen; `signs` are the middles of the signs there; `within`: also what is longer than its roadway, as long as it lies in this window. */
export function labelsFor(roads: drawn[], pixel: number, signs: point[], signRadius: number, chosen: string | undefined, toPixel: (at: point) => point, within?: { width: number; height: number }): label[] {
  const taken: area[] = signs.map((at) => areaOf(at, 0, 2 * signRadius, 2 * signRadius))
  const placed: label[] = []
  const order = [...roads].sort((left, right) => Number(right.id === chosen) - Number(left.id === chosen) || length(right) - length(left))
  for (const road of order) {
    const width = letters(road.name) * letterHeight + 6
    if (!within && road.id !== chosen && length(road) / pixel < width * 0.8) continue
    const angle = readable(road)
    const turn = (angle * Math.PI) / 180
    const found = candidates(road).map(({ share, away }) => {
      const at = { x: road.from.x + (road.to.x - road.from.x) * share, y: road.from.y + (road.to.y - road.from.y) * share }
      const middle = toPixel(at)
      const centre = { x: middle.x - Math.sin(turn) * away, y: middle.y + Math.cos(turn) * away }
      return { at, away, area: areaOf(centre, angle, width, letterHeight + 3) }
    }).find((one) => !taken.some((area) => overlap(area, one.area)) && (!within || inside(one.area, within)))
    if (!found) continue
    taken.push(found.area)
    placed.push({ id: road.id, name: road.name, at: found.at, angle, away: found.away })
  }
  return placed
}

function candidates(road: drawn): { share: number; away: number }[] {
  const near = (road.kind === 'chamber' ? 8 : 6) + letterHeight / 2 + 3
  return [0.5, 0.3, 0.7, 0.18, 0.82].flatMap((share) => [{ share, away: -near }, { share, away: near }])
}
