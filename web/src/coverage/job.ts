import { computed, onScopeDispose, ref, toValue, watch, type MaybeRefOrGetter } from 'vue'
import { asProblem, Refusal } from '@/api/problem'
import { useResource } from '@/api/resource'
import type { problem } from '@/api/types'
import { cancelPlanning, startPlanning } from './commands'
import { readPlan, readPlans } from './reads'
import type { plan_job } from './types'

const look = 700

/** The newest plan of a month: begun here or by somebody else, watched while it runs, with what came out. */
export function usePlanJob(section: MaybeRefOrGetter<string>, month: MaybeRefOrGetter<string>) {
  const own = ref<string>()
  const problem = ref<problem>()
  const stopping = ref(false)
  const jobs = useResource(() => (toValue(section) ? `plans ${toValue(section)}` : undefined), () => readPlans(toValue(section)), (changed) => changed.subject_kind === 'month_plan')
  const newest = computed(() => own.value ?? jobs.data.value?.items.find((one) => one.month === toValue(month))?.id)
  const job = ref<plan_job>()
  watch(() => toValue(month), () => { own.value = undefined; problem.value = undefined })

  let timer: ReturnType<typeof setTimeout> | undefined
  async function watchJob(id: string | undefined): Promise<void> {
    clearTimeout(timer)
    if (id !== newest.value) return
    if (!id) { job.value = undefined; return }
    try {
      const found = await readPlan(id)
      if (id !== newest.value) return
      job.value = found
      if (found.state !== 'running') { stopping.value = false; return }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      // Where it is not known any more it was of another month, or of before the server started anew.
      if (!error.passing) { job.value = undefined; return }
    }
    timer = setTimeout(() => { void watchJob(id) }, look)
  }
  watch(newest, (id) => { job.value = undefined; void watchJob(id) }, { immediate: true })
  onScopeDispose(() => { clearTimeout(timer); own.value = 'gone' })

  async function attempt<T>(what: () => Promise<T>): Promise<T | undefined> {
    problem.value = undefined
    try { return await what() } catch (error) {
      problem.value = error instanceof Refusal ? error.problem : asProblem(-1, undefined)
      if (!(error instanceof Refusal)) console.error(error)
      return undefined
    }
  }
  async function start(seed: number): Promise<void> {
    const id = await attempt(() => startPlanning(toValue(section), toValue(month), seed))
    if (id) own.value = id
  }
  async function stop(): Promise<void> {
    if (!job.value) return
    stopping.value = true
    await attempt(() => cancelPlanning(job.value!.id))
  }
  return { job, jobs, problem, stopping, start, stop }
}
