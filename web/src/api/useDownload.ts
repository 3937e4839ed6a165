import { ref, shallowRef } from 'vue'
import { download } from './download'
import { Refusal } from './problem'
import type { problem } from './types'

/** One of several files at a time: which is on its way, and why it was refused. */
export function useDownload<T>() {
  const busy = shallowRef<T>()
  const problem = ref<problem>()
  /** Whether the file has come. */
  async function fetchFile(which: T, ...file: Parameters<typeof download>): Promise<boolean> {
    busy.value = which
    problem.value = undefined
    try {
      await download(...file)
      return true
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      problem.value = error.problem
      return false
    } finally {
      busy.value = undefined
    }
  }
  return { busy, problem, fetchFile }
}
