import { computed, shallowRef } from 'vue'
import { whenLocked } from '@/vault/vault'
import { withReading } from '@/offline/readThrough'
import { answer, read } from './client'
import { onChange } from './changes'
import type { coded, codes, crew, directory, id, language, person, place, places, post, section } from './types'

// Names of everything the facts only know by id, and the code tables; read once, kept current.

const empty: directory = { sections: [], crews: [], posts: [], persons: [] }
const noCodes: codes = { levels: [], professions: [], inspection_types: [], major_categories: [], roles: [], hazard_states: [], addressees: [] }

const noPlaces: places = { places: [], joints: [], risk_points: [] }

const directoryNow = shallowRef<directory>(empty)
const placesNow = shallowRef<places>(noPlaces)
export const codesNow = shallowRef<codes>(noCodes)

function indexed<T extends { id: id }>(items: T[]): Map<id, T> { return new Map(items.map((item) => [item.id, item])) }
const persons = computed(() => indexed<person>(directoryNow.value.persons))
const crews = computed(() => indexed<crew>(directoryNow.value.crews))
const posts = computed(() => indexed<post>(directoryNow.value.posts))
const sections = computed(() => indexed<section>(directoryNow.value.sections))
const placesById = computed(() => indexed<place>(placesNow.value.places))

export const placeNow = (wanted: id): place | undefined => placesById.value.get(wanted)

async function takeNames(keptOnly: boolean): Promise<void> {
  const [names, where, tables] = await withReading({ keptOnly, ages: [] }, () => Promise.all([
    answer(read.GET('/api/v1/directory')), answer(read.GET('/api/v1/places')), answer(read.GET('/api/v1/codes')),
  ]))
  directoryNow.value = names
  placesNow.value = where
  codesNow.value = tables
}

let reading: Promise<void> | undefined

/** Reads directory, places and codes; several callers share one reading. */
export function loadDirectory(): Promise<void> {
  reading ??= takeNames(false).finally(() => { reading = undefined })
  return reading
}

/** The names as this device kept them: a report needs its places underground too. */
export function loadKeptDirectory(): Promise<void> { return takeNames(true) }

// Leaves no names behind for the next person on this device.
whenLocked(() => {
  directoryNow.value = empty
  placesNow.value = noPlaces
  codesNow.value = noCodes
})

const named = new Set(['person', 'crew', 'post', 'section', 'place', 'risk_point', 'account', '*'])
let timer: ReturnType<typeof setTimeout> | undefined
onChange((changed) => {
  if (!named.has(changed.subject_kind) || timer) return
  timer = setTimeout(() => { timer = undefined; loadDirectory().catch(() => undefined) }, 800)
})

const unknown = '—'

export function useDirectory() {
  return {
    directory: directoryNow, places: placesNow, codes: codesNow,
    person: (wanted?: id) => (wanted ? persons.value.get(wanted) : undefined),
    personName: (wanted?: id) => (wanted ? (persons.value.get(wanted)?.name ?? unknown) : unknown),
    crew: (wanted?: id) => (wanted ? crews.value.get(wanted) : undefined),
    crewName: (wanted?: id) => (wanted ? (crews.value.get(wanted)?.name ?? unknown) : unknown),
    post: (wanted?: id) => (wanted ? posts.value.get(wanted) : undefined),
    postName: (wanted?: id) => (wanted ? (posts.value.get(wanted)?.name ?? unknown) : unknown),
    section: (wanted?: id) => (wanted ? sections.value.get(wanted) : undefined),
    sectionName: (wanted?: id) => (wanted ? (sections.value.get(wanted)?.name ?? unknown) : unknown),
    place: (wanted?: id) => (wanted ? placesById.value.get(wanted) : undefined),
    placeName: (wanted?: id) => (wanted ? (placesById.value.get(wanted)?.name ?? unknown) : unknown),
  }
}

/** The word for a code; a code the tables lack is shown as it is, never guessed. */
export function codeText(table: coded[], code: string | undefined, language: language): string {
  const found = table.find((row) => row.code === code)
  return found ? found[language] : (code ?? unknown)
}
