import { computed, shallowRef } from 'vue'
import { onChange } from '@/api/changes'
import { answer, read } from '@/api/client'
import { withReading } from '@/offline/readThrough'
import { whenLocked } from '@/vault/vault'
import type { zone_card } from './types'

// The zones by their ids, as the directory has people and places: for names, for plates, for who
// answers for a place. Read when somebody first asks, kept current from then on.

export const zonesNow = shallowRef<zone_card[]>([])
const byId = computed(() => new Map(zonesNow.value.map((one) => [one.id, one])))
let reading: Promise<void> | undefined
let wanted = false

async function take(keptOnly: boolean): Promise<void> {
  const said = await withReading({ keptOnly, ages: [] }, () => answer(read.GET('/api/v1/zones')))
  zonesNow.value = said.items
}

/** What this device keeps stands there at once, then what the server says. Never throws. */
export function loadZones(): Promise<void> {
  wanted = true
  reading ??= (zonesNow.value.length ? Promise.resolve() : take(true).catch(() => undefined))
    .then(() => take(false)).catch(() => undefined).finally(() => { reading = undefined })
  return reading
}

whenLocked(() => { zonesNow.value = []; wanted = false })
let timer: ReturnType<typeof setTimeout> | undefined
onChange((changed) => {
  if (!wanted || timer || !['zone', '*'].includes(changed.subject_kind)) return
  timer = setTimeout(() => { timer = undefined; void loadZones() }, 800)
})

export function useZones() {
  if (!wanted) void loadZones()
  return {
    zones: zonesNow,
    zone: (asked?: string) => (asked ? byId.value.get(asked) : undefined),
    zoneName: (asked?: string) => (asked ? (byId.value.get(asked)?.name ?? '—') : '—'),
    zonesAt: (place?: string) => (place ? zonesNow.value.filter((one) => one.places.includes(place)) : []),
  }
}
