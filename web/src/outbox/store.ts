import { ref } from 'vue'
import type { problem } from '@/api/types'
import { database } from './database'

// The store can close under our hands: the system wants its space, another window renews it, the
// disk is full. It is opened again and the work is done again; what could not be kept is said.

export type not_kept = 'full' | 'renewed' | 'failed'

/** What was to be kept is not kept: whoever asked still has it and must say so. */
export class NotKept extends Error {
  constructor(readonly why: not_kept, cause?: unknown) {
    super(`not kept: ${why}`, { cause })
    this.name = 'NotKept'
  }
  get problem(): problem { return { title: '', status: 507, code: `not_kept_${this.why}` } }
}

const names = (error: unknown): string[] => {
  const one = error as { name?: string; inner?: unknown; failures?: unknown[] } | undefined
  return one ? [one.name ?? '', ...(one.inner ? names(one.inner) : []), ...(one.failures ?? []).flatMap(names)] : []
}
const isFull = (error: unknown): boolean => names(error).includes('QuotaExceededError')
const isRenewed = (error: unknown): boolean => names(error).includes('VersionError')

/** The store was full, and what can be read again was given up for what cannot. */
export const squeezed = ref(false)

let makeRoom: () => Promise<void> = () => Promise.resolve()
/** What can be read again is given up before anything that cannot. */
export function whenFull(call: () => Promise<void>): void { makeRoom = call }

async function reopen(): Promise<void> {
  database.close({ disableAutoOpen: false })
  await database.open()
}

/** Does the work with the store, once more after a mishap. Throws NotKept. The work must be repeatable. */
export async function kept<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (first) {
    try {
      if (isFull(first)) { squeezed.value = true; await makeRoom() }
      else await reopen()
      return await work()
    } catch (error) {
      throw new NotKept(isFull(error) ? 'full' : isRenewed(error) ? 'renewed' : 'failed', error)
    }
  }
}

let lookAtStore: () => Promise<void> = () => Promise.resolve()
/** What is done when something is no longer there that should be: the system may have cleared the store. It throws when it could not tell. */
export function whenMissing(look: () => Promise<void>): void { lookAtStore = look }
/** True: the store is not at fault, or holds again what was in memory. */
export const storeIsWell = (): Promise<boolean> => lookAtStore().then(() => true, () => false)

/** Looks whether the store is still the one we know: `check` runs after each time it was closed from outside. */
export function whenClosedFromOutside(check: () => void): void {
  database.on('close', () => { setTimeout(check, 0) })
  // Another window brings a newer app: we let it, and say so when somebody wants to save here.
  database.on('versionchange', () => { database.close({ disableAutoOpen: false }) })
}

