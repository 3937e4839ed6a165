import { computed, shallowRef } from 'vue'
import { database } from '@/outbox/database'
import { answer, read } from './client'
import { onChange } from './changes'
import type { coded, codes, crew, directory, id, language, person, place, places, post, section } from './types'

// Names of everything the facts only know by id, and the code tables; read once, kept current.

const empty: directory = { sections: [], crews: [], posts: [], persons: [] }
const noCodes: codes = { levels: [], professions: [], inspection_types: [], major_categories: [], roles: [], hazard_states: [], addressees: [] }

const noPlaces: places = { places: [], joints: [], risk_points: [] }

const directoryNow = shallowRef<directory>(empty)
const placesNow = shallowRef<places>(noPlaces)
const codesNow = shallowRef<codes>(noCodes)

function indexed<T extends { id: id }>(items: T[]): Map<id, T> { return new Map(items.map((item) => [item.id, item])) }
const persons = computed(() => indexed<person>(directoryNow.value.persons))
const crews = computed(() => indexed<crew>(directoryNow.value.crews))
const posts = computed(() => indexed<post>(directoryNow.value.posts))
const sections = computed(() => indexed<section>(directoryNow.value.sections))
const placesById = computed(() => indexed<place>(placesNow.value.places))

interface names_read { names: directory; where: places; tables: codes }
const keptAs = 'directory'

function take(read: names_read): void {
  directoryNow.value = read.names
  placesNow.value = read.where
  codesNow.value = read.tables
}

let reading: Promise<void> | undefined

/** Reads directory, places and codes; several callers share one reading. */
export function loadDirectory(): Promise<void> {
  reading ??= (async () => {
    const [names, where, tables] = await Promise.all([
      answer(read.GET('/api/v1/directory')), answer(read.GET('/api/v1/places')), answer(read.GET('/api/v1/codes')),
    ])
    take({ names, where, tables })
    await database.kept.put({ key: keptAs, value: JSON.stringify({ names, where, tables }) })
  })().catch(async (error: unknown) => {
    // Without a network the names as last read; a report needs its places underground too.
    const kept = await database.kept.get(keptAs)
    if (!kept || directoryNow.value !== empty) throw error
    take(JSON.parse(kept.value) as names_read)
  }).finally(() => { reading = undefined })
  return reading
}

/** Leaves no names behind for the next person on this device. */
export async function forgetDirectory(): Promise<void> {
  directoryNow.value = empty
  placesNow.value = noPlaces
  await database.kept.delete(keptAs)
}

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
