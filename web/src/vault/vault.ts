import { computed, shallowRef } from 'vue'
import type { session } from '@/api/types'
import { database, type partition_row } from '@/outbox/database'
import { kept } from '@/outbox/store'
import { afterWrong, freeLeft, untried, waitFor } from './attempts'
import { createPartition, openPartition, passingPartition, resealed, rewrapped, type open_partition } from './partition'

// Who has a place on this device, and whose is open now. At most one is open in a window. Closing
// it forgets everything that was readable: whoever holds such things says how with `whenLocked`.

export interface tile { person: string; name: string; mode: partition_row['mode']; used_at: number; wrong: number; not_before: number }

export const tiles = shallowRef<tile[]>([])
export const opened = shallowRef<open_partition>()
/** The people who can open their place here with a PIN. */
export const pinTiles = computed(() => tiles.value.filter((one) => one.mode !== 'desk'))

const closers = new Set<() => void>()
/** `forget` must drop everything readable at once, without waiting. */
export function whenLocked(forget: () => void): void { closers.add(forget) }

export async function loadTiles(): Promise<void> {
  const rows = await kept(() => database.partitions.toArray())
  tiles.value = rows.map((row) => ({ person: row.person, name: row.name, mode: row.mode, used_at: row.used_at, wrong: row.tried.wrong, not_before: row.tried.not_before }))
    .sort((left, right) => right.used_at - left.used_at)
}

/** The row as it was stored, to be stored again should the system clear everything while it is open. */
let openRow: partition_row | undefined
export const rowOfOpened = (): partition_row | undefined => openRow

async function take(row: partition_row, open: open_partition): Promise<void> {
  openRow = { ...row, used_at: Date.now(), tried: untried }
  await kept(() => database.partitions.put(openRow!))
  opened.value = open
  await loadTiles()
}

/** Without cryptography: a place that is nowhere stored. */
export function openInMemory(who: session): void {
  lock()
  opened.value = passingPartition(who)
}

export type try_result = { state: 'open' } | { state: 'wrong'; free: number; wait: number } | { state: 'wait'; wait: number } | { state: 'gone' }

/** The try is counted before it is made: killing the app does not save it. */
async function tried(person: string, pin: string): Promise<{ row: partition_row; open: open_partition } | Exclude<try_result, { state: 'open' }>> {
  const row = await kept(() => database.partitions.get(person))
  if (row?.mode !== 'pin') return { state: 'gone' }
  const wait = waitFor(row.tried, Date.now())
  if (wait > 0) return { state: 'wait', wait }
  const counted = afterWrong(row.tried, Date.now())
  await kept(() => database.partitions.update(person, { tried: counted }))
  try {
    return { row, open: await openPartition(row, pin) }
  } catch {
    await loadTiles()
    return { state: 'wrong', free: freeLeft(counted), wait: waitFor(counted, Date.now()) }
  }
}

/** Opens the place of a person, if the PIN is right. */
export async function tryPin(person: string, pin: string): Promise<try_result> {
  const found = await tried(person, pin)
  if ('state' in found) return found
  lock()
  await take(found.row, found.open)
  return { state: 'open' }
}

/** Whether this is the PIN of the place that is open: whoever holds the phone tries as often as at the lock, not more. */
export async function provePin(pin: string): Promise<try_result> {
  const person = opened.value?.person
  const found = person ? await tried(person, pin) : ({ state: 'gone' } as const)
  if ('state' in found) return found
  await kept(() => database.partitions.update(found.row.person, { tried: untried }))
  await loadTiles()
  return { state: 'open' }
}

/** Makes a place for this person, behind a PIN or at the desk, and opens it. */
export async function makePartition(who: session, pin?: string): Promise<void> {
  const made = await createPartition(who, pin)
  // What an earlier place of theirs held half written no key opens any more.
  await dropDraftsOf(who.person)
  lock()
  await take(made.row, made.open)
}

/** Opens the place of a person without a PIN; false when there is none, or it cannot be read. */
export async function openDesk(person: string): Promise<boolean> {
  const row = await kept(() => database.partitions.get(person))
  if (row?.mode !== 'desk') return false
  try {
    const open = await openPartition(row)
    lock()
    await take(row, open)
    return true
  } catch { return false }
}

/** Puts the open place behind a new PIN. False: the present PIN is wrong. */
export async function changePin(present: string | undefined, wanted: string): Promise<boolean> {
  const person = opened.value?.person
  const row = person ? await kept(() => database.partitions.get(person)) : undefined
  if (!row || !opened.value) return false
  let changed: partition_row
  try { changed = await rewrapped(row, row.mode === 'desk' ? undefined : present, wanted) } catch { return false }
  openRow = changed
  await kept(() => database.partitions.put(changed))
  opened.value = { ...opened.value, mode: 'pin' }
  await loadTiles()
  return true
}

/** Keeps what was learnt about the person or the token. */
export async function keepSecrets(change: Partial<open_partition['secrets']>): Promise<void> {
  const open = opened.value
  if (!open) return
  Object.assign(open.secrets, change)
  if (!openRow) return
  const secrets = await resealed(open)
  if (openRow?.person === open.person) openRow = { ...openRow, secrets, name: open.secrets.session.name }
  await kept(() => database.partitions.update(open.person, { secrets, name: open.secrets.session.name }))
}

/** Closes the open place in this window and forgets what was readable. */
export function lock(): void {
  opened.value = undefined
  openRow = undefined
  for (const forget of closers) forget()
}

/** Destroys the key of a place. What is sealed for the server stays, and can still be handed over. */
export async function destroyPartition(person: string, revoked: boolean): Promise<void> {
  // The row goes first: what a screen does once the place is closed must not find it again.
  if (revoked) {
    await kept(() => database.partitions.where('person').equals(person).modify((row) => {
      row.mode = 'revoked'
      delete row.wrapped
      delete row.salt
      delete row.secrets
    }))
  } else {
    await kept(() => database.partitions.delete(person))
  }
  await dropDraftsOf(person)
  if (opened.value?.person === person) lock()
  await loadTiles()
}

async function dropDraftsOf(person: string): Promise<void> {
  await kept(() => database.drafts.where('person').equals(person).delete())
}
