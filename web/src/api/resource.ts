import { onScopeDispose, ref, shallowRef, toValue, watch, type MaybeRefOrGetter, type Ref, type ShallowRef } from 'vue'
import { siteNow } from './clock'
import { onChange } from './changes'
import { fresh as freshAge, none, oldest, type age } from '@/offline/age'
import { withReading, type reading } from '@/offline/readThrough'
import { whenLocked } from '@/vault/vault'
import { showsDataOf } from './freshness'
import { asProblem, Refusal } from './problem'
import type { change, problem } from './types'

export interface Resource<T> {
  data: ShallowRef<T | undefined>
  problem: Ref<problem | undefined>
  loading: Ref<boolean>
  /** Whether `data` is of now, or since when it has been kept on this device. */
  age: Ref<age>
  refresh: () => Promise<void>
}

interface last_seen { value: unknown; at: number }
const remembered = new Map<string, last_seen>()
const most = 60

const together = 40
const apart = 500

const atOf = (one: age): number => (one.state === 'stale' ? one.since : siteNow())

function remember(key: string, value: unknown, at: number): void {
  remembered.delete(key)
  remembered.set(key, { value, at })
  if (remembered.size > most) remembered.delete(remembered.keys().next().value as string)
}

// Closing a place leaves nothing of one person's screens to the next.
whenLocked(() => { remembered.clear() })

/**
 * One thing read from the server: shown at once as last seen or as this device keeps it, then read
 * anew; read again as soon as a change concerns it (at most twice a second) and when its key changes. An undefined key reads nothing.
 */
export function useResource<T>(
  key: MaybeRefOrGetter<string | undefined>,
  load: () => Promise<T>,
  concerns: (changed: change) => boolean = () => false,
): Resource<T> {
  const data = shallowRef<T>()
  const readAt = ref<number>()
  const problem = ref<problem>()
  const loading = ref(false)
  const age = shallowRef<age>(none)
  let generation = 0
  let lastRead = -apart
  let timer: ReturnType<typeof setTimeout> | undefined

  async function refresh(): Promise<void> {
    const wanted = toValue(key)
    const mine = ++generation
    if (wanted === undefined) { data.value = undefined; readAt.value = undefined; return }
    loading.value = true
    lastRead = performance.now()
    try {
      if (data.value === undefined) await showKept(wanted, mine)
      const now: reading = { keptOnly: false, ages: [] }
      const found = await withReading(now, load)
      if (mine !== generation) return
      const whole = now.ages.length > 0 ? oldest(now.ages) : freshAge
      remember(wanted, found, atOf(whole))
      data.value = found
      age.value = whole
      readAt.value = atOf(whole)
      problem.value = undefined
    } catch (error) {
      if (mine !== generation) return
      problem.value = error instanceof Refusal ? error.problem : asProblem(-1, undefined)
      if (!(error instanceof Refusal)) console.error(error)
    } finally {
      if (mine === generation) loading.value = false
    }
  }

  /** What this device keeps stands there while the server is asked. */
  async function showKept(wanted: string, mine: number): Promise<void> {
    const now: reading = { keptOnly: true, ages: [] }
    const found = await withReading(now, load).catch(() => undefined)
    if (mine !== generation || found === undefined || toValue(key) !== wanted || now.ages.some((one) => one.state === 'none')) return
    data.value = found
    age.value = oldest(now.ages)
    readAt.value = atOf(age.value)
  }

  const stop = onChange((changed) => {
    if (changed.subject_kind !== '*' && !concerns(changed)) return
    // What changes together is told in several lines: a moment is waited for the rest of them.
    const wait = Math.max(together, lastRead + apart - performance.now())
    timer ??= setTimeout(() => { timer = undefined; void refresh() }, wait)
  })
  onScopeDispose(() => { stop(); clearTimeout(timer); generation += 1 })
  watch(() => toValue(key), (wanted) => {
    problem.value = undefined
    const last = wanted === undefined ? undefined : remembered.get(wanted)
    data.value = last?.value as T | undefined
    readAt.value = last?.at
    void refresh()
  }, { immediate: true })

  // What lies before the screen is as old as the store says, or as its last reading.
  showsDataOf(() => (age.value.state === 'stale' ? age.value.since : readAt.value))
  return { data, problem, loading, age, refresh }
}
