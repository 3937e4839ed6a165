import { computed, ref, shallowRef, watch, onScopeDispose, type Ref } from 'vue'
import { onChange } from '@/api/changes'
import { answer, read } from '@/api/client'
import { useResource } from '@/api/resource'
import type { hazard_filter } from '@/api/types'
import { queryFrom } from './query'
import { hazardFrom, hazardsFrom, type hazard } from './record'

// The list of hazards as it is scrolled: the first page is read at once and kept current, the pages
// behind it as one comes near their end. Two thousand of them are as light as twenty.

const firstPage = 60
const laterPages = 200

interface page { items: hazard[]; next?: string }
async function readPage(filter: hazard_filter, limit: number, cursor?: string): Promise<page> {
  const said = await answer(read.GET('/api/v1/hazards', { params: { query: { ...filter, limit, cursor } } }))
  return { items: hazardsFrom(said.items), next: said.next }
}

export function useHazardList(filter: Ref<hazard_filter>) {
  const key = computed(() => JSON.stringify(queryFrom(filter.value)))
  const first = useResource(() => `hazards ${key.value}`, () => readPage(filter.value, firstPage), (changed) => changed.subject_kind === 'hazard')
  const rest = shallowRef<hazard[]>([])
  const next = ref<string>()
  const reading = ref(false)
  const behind = ref(false)
  watch(key, () => { rest.value = []; behind.value = false })

  const items = computed<hazard[]>(() => {
    const head = first.data.value?.items ?? []
    const known = new Set(head.map((one) => one.id))
    return [...head, ...rest.value.filter((one) => !known.has(one.id))]
  })
  const more = computed(() => (behind.value ? next.value !== undefined : first.data.value?.next !== undefined))

  /** Reads the next page; several askings share one reading. */
  async function readMore(): Promise<void> {
    if (reading.value || !more.value) return
    const mine = key.value
    reading.value = true
    try {
      const page = await readPage(filter.value, laterPages, behind.value ? next.value : first.data.value?.next)
      if (mine !== key.value) return
      rest.value = [...rest.value, ...page.items]
      next.value = page.next
      behind.value = true
    } catch { /* the next scroll asks again; what is here stays */ } finally { reading.value = false }
  }

  // One hazard behind the first page changed: only that one is read anew.
  const stop = onChange((changed) => {
    if (changed.subject_kind !== 'hazard' || !rest.value.some((one) => one.id === changed.subject)) return
    answer(read.GET('/api/v1/hazards/{id}', { params: { path: { id: changed.subject } } }))
      .then((fresh) => { rest.value = rest.value.map((one) => (one.id === changed.subject ? hazardFrom(fresh) : one)) }, () => undefined)
  })
  onScopeDispose(stop)

  return { items, first, more, reading, readMore }
}
