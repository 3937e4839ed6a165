import type { drawn_zone } from '@/places/geometry'
import { answering } from './record'
import type { zone_card } from './types'

/** The zones as the drawing shows them: each with the names of those who answer for it. */
export function drawnZones(zones: readonly zone_card[], nameOf: (person: string) => string, nobody: string): drawn_zone[] {
  return zones.map((one) => {
    const here = answering(one)
    const who = here.length === 0 ? nobody : here.length > 2 ? `${nameOf(here[0]!.person)} +${here.length - 1}` : here.map((each) => nameOf(each.person)).join(' ')
    return { id: one.id, tag: `${one.name} · ${who}`, places: one.places, held: here.length > 0 }
  })
}
