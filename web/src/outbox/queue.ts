import { computed, shallowRef } from 'vue'
import { offset, watchClock } from '@/api/clock'
import { inContact } from '@/api/contact'
import { tellChange } from '@/api/changes'
import type { problem } from '@/api/types'
import { seenVersion } from '@/offline/versions'
import { cryptoAvailable } from '@/vault/crypto'
import { opened, whenLocked } from '@/vault/vault'
import { database, type entry_row } from './database'
import { sendDirectly } from './sendNow'
import { deviceId } from './device'
import type { refused_command } from './editors'
import { aboutOf, itemFrom, type outbox_item } from './items'
import { creates, dependsOn, heldBy, withoutMarks } from './order'
import { openPart, sealEntry, type sealed_body } from './sealing'
import { siteKey } from './siteKey'
import { kept, NotKept, storeIsWell } from './store'
import { uuid7 } from './uuid'

// The one way out for everything a person does. A command is sealed and stored first, with its id,
// the device's time and its attachments; then it is sent, in order per subject, until the server
// has accepted or refused it. See sender.ts for the sending, sealing.ts for what lies in the store.

export interface new_command {
  subject: string
  subject_kind: string
  kind: string
  path: string
  body: Record<string, unknown>
  version?: number
  /** key → file; the body refers to them with `attachmentMark(key)`. */
  attachments?: Map<string, Blob>
  /** The refused command whose place in the order this one takes. */
  replaces?: string
}

export type outcome =
  | { state: 'accepted'; record: unknown; replayed: boolean }
  | { state: 'refused'; problem: problem }
  | { state: 'waiting' }

export { attachmentMark } from './mark'

/** How long a screen waits for an answer before it says "kept, will be sent". */
const patience = 6000
const keepAccepted = 50

let wake: () => void = () => undefined
export function whenQueued(call: () => void): void { wake = call }
const waiting = new Map<string, (result: outcome) => void>()

const items = new Map<string, outbox_item>()
/** The newest first. */
export const commands = shallowRef<outbox_item[]>([])
export const held = computed(() => heldBy(commands.value))
export const unsent = computed(() => commands.value.filter((one) => one.state === 'queued' || one.state === 'sending').length)
export const refusedCount = computed(() => commands.value.filter((one) => one.state === 'refused').length)

let showing: ReturnType<typeof setTimeout> | undefined
/** Shows what changed: at once for a few, some times a second when hundreds are under way. */
function show(): void {
  const now = () => {
    showing = undefined
    commands.value = [...items.values()].sort((left, right) => right.order - left.order)
  }
  if (items.size < 60) { clearTimeout(showing); now() } else showing ??= setTimeout(now, 150)
}

const others = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('headway-outbox')
others?.addEventListener('message', (event: MessageEvent<string>) => {
  void refreshItem(event.data).then(() => { if (items.get(event.data)?.state === 'queued') wake() })
})

/** Reads one entry anew: another window may have changed it. False: what is in memory may be all there is of it, and stays. */
export async function refreshItem(id: string): Promise<boolean> {
  const open = opened.value
  let row = open ? await database.entries.get(id) : undefined
  if (open && !row && items.has(id)) {
    if (!(await storeIsWell())) return false
    row = await database.entries.get(id)
  }
  if (!open || (row ? row.person !== open.person : !items.has(id))) return true
  const item = row ? await itemFrom(open, row) : undefined
  if (opened.value !== open) return true
  if (item) items.set(id, item)
  else items.delete(id)
  show()
  return true
}

/** What the screens show of a stored entry, without reading it anew. */
export function showItem(id: string, change: Partial<outbox_item>): void {
  const found = items.get(id)
  if (!found) return
  items.set(id, { ...found, ...change })
  show()
  others?.postMessage(id)
}
export function dropItem(id: string): void {
  items.delete(id)
  show()
  others?.postMessage(id)
}
export const itemsNow = (): outbox_item[] => [...items.values()]

/** Reads the outbox of whoever's place is open. */
export async function reloadCommands(): Promise<void> {
  const open = opened.value
  if (!open) return
  const rows = await kept(() => database.entries.where('person').equals(open.person).toArray())
  const found = await Promise.all(rows.map((row) => itemFrom(open, row)))
  if (opened.value !== open) return
  items.clear()
  for (const one of found) items.set(one.id, one)
  show()
}

whenLocked(() => {
  clearTimeout(showing)
  showing = undefined
  items.clear()
  waiting.clear()
  commands.value = []
})

async function nextOrder(): Promise<number> {
  const last = await database.entries.orderBy('order').last()
  const plain = await database.commands.orderBy('order').last()
  const counted = Number((await database.kept.get('order'))?.value ?? 0)
  const order = Math.max(last?.order ?? 0, plain?.order ?? 0, counted) + 1
  await database.kept.put({ key: 'order', value: String(order) })
  return order
}

/** Seals and stores the command; resolves once it is on the disk. Throws NotKept. */
export async function enqueue(command: new_command, now: Date = new Date()): Promise<string> {
  const open = opened.value
  if (!open) throw new Error('nobody is signed in: a command needs its author')
  watchClock()
  const id = uuid7()
  const apart = !inContact.value
  const seen = seenVersion(command.subject) ?? 0
  const said: sealed_body = { path: command.path, body: command.body, version: command.version, apart: seen, observed_at: now.toISOString(), clock_offset_ms: offset.value }
  const head = { subject: command.subject, subject_kind: command.subject_kind, kind: command.kind, apart, about: aboutOf(command.body) }
  const [device, site] = await kept(() => Promise.all([deviceId(), siteKey()]))
  const { entry, parts } = await sealEntry(open, site, { id, device, head, body: said, files: command.attachments ?? new Map<string, Blob>() })
  const order = await kept(() => database.transaction('rw', [database.entries, database.parts, database.kept, database.commands], async () => {
    const before = command.replaces ? await database.entries.get(command.replaces) : undefined
    if (before) {
      await database.parts.where('command').equals(before.id).delete()
      await database.entries.delete(before.id)
    }
    const place = before?.order ?? (await nextOrder())
    await database.parts.bulkPut(parts)
    await database.entries.put({ ...entry, order: place, state: 'queued', attempts: 0, not_before: 0, lease_until: 0 })
    return place
  }))
  if (opened.value !== open) return id
  if (command.replaces) items.delete(command.replaces)
  items.set(id, { ...head, id, order, lane: entry.lane, state: 'queued', attempts: 0, not_before: 0, lease_until: 0, observed_at: said.observed_at, attachments: entry.attachments, body: said })
  show()
  others?.postMessage(id)
  return id
}

/** Stores the command; once it is kept, `answer` tells what became of it. Throws NotKept. */
export async function keep(command: new_command): Promise<{ id: string; answer: Promise<outcome> }> {
  if (!cryptoAvailable()) {
    const direct = await sendDirectly(command)
    if (direct.state !== 'accepted') throw new NotKept('failed')
    return { id: '', answer: Promise.resolve(direct) }
  }
  const id = await enqueue(command)
  const answer = new Promise<outcome>((resolve) => {
    const timer = setTimeout(() => { waiting.delete(id); resolve({ state: 'waiting' }) }, inContact.value ? patience : 0)
    waiting.set(id, (result) => { clearTimeout(timer); waiting.delete(id); resolve(result) })
  })
  tellChange({ subject_kind: command.subject_kind, subject: command.subject })
  wake()
  return { id, answer }
}

/**
 * Stores the command, has it sent and waits a little for the answer. `waiting` means: kept on this
 * device, it goes out by itself. What could not be kept is refused here, and the form keeps it.
 */
export async function submit(command: new_command): Promise<outcome> {
  if (!cryptoAvailable()) return sendDirectly(command)
  try {
    return await (await keep(command)).answer
  } catch (error) {
    if (!(error instanceof NotKept)) throw error
    return { state: 'refused', problem: error.problem }
  }
}

/** Stores again, from memory, what the system has cleared: the words, under the same id. The pictures are gone. */
export async function reseal(one: outbox_item): Promise<boolean> {
  const open = opened.value
  if (!open || !one.body) return false
  const body = { ...one.body, body: withoutMarks(one.body.body, new Set(one.attachments)) }
  const head = { subject: one.subject, subject_kind: one.subject_kind, kind: one.kind, apart: one.apart, about: one.about }
  const { entry } = await sealEntry(open, await siteKey(), { id: one.id, device: await deviceId(), head, body, files: new Map() })
  await kept(() => database.entries.put({ ...entry, order: one.order, state: one.state === 'sending' ? 'queued' : one.state, attempts: one.attempts, not_before: 0, lease_until: 0 }))
  showItem(one.id, { body, attachments: [], state: one.state === 'sending' ? 'queued' : one.state })
  return true
}

/** Called by the sender when the fate of a command is known, or when it must wait. */
export function tellOutcome(id: string, result: outcome): void { waiting.get(id)?.(result) }

export async function retryNow(id: string): Promise<void> {
  await kept(() => database.entries.update(id, { state: 'queued', not_before: 0, attempts: 0, problem: undefined, courier: undefined }))
  showItem(id, { state: 'queued', not_before: 0, attempts: 0, problem: undefined })
  wake()
}

/** What has no sense without this refused one and would go with it. */
export function goesWith(id: string): outbox_item[] {
  const one = items.get(id)
  if (!one || !creates(one)) return []
  return itemsNow().filter((each) => each.id !== id && each.lane === one.lane && each.order > one.order && each.state !== 'accepted' && dependsOn(each, one))
}

/** Only what the server has refused may be thrown away, with what depends on it, and only by the person. */
export async function discard(id: string): Promise<void> {
  const dropped = await kept(() => database.transaction('rw', database.entries, database.parts, async () => {
    const found = await database.entries.get(id)
    const refused = found?.state === 'refused' || (items.get(id)?.closed === true && found?.courier !== undefined)
    if (!refused) return []
    const ids = [id, ...goesWith(id).map((one) => one.id)]
    await database.parts.where('command').anyOf(ids).delete()
    await database.entries.bulkDelete(ids)
    return ids
  }))
  for (const one of dropped) dropItem(one)
  wake()
}

/** A refused command for its form; undefined when it is no longer there. */
export async function takeForEditing(id: string): Promise<refused_command | undefined> {
  const open = opened.value
  const row = open ? await kept(() => database.entries.get(id)) : undefined
  const item = items.get(id)
  if (!open || !row || row.state !== 'refused' || !item?.body) return undefined
  const attachments = new Map<string, Blob>()
  for (const key of row.attachments) {
    const part = await kept(() => database.parts.get(key))
    if (part) attachments.set(key, await openPart(open, row, part))
  }
  return { id, kind: item.kind, subject: item.subject, path: item.body.path, body: item.body.body, attachments, problem: item.problem }
}

/** Accepted commands stay as proof for a while; their pictures do not. */
export async function tidy(): Promise<void> {
  const open = opened.value
  if (!open) return
  const done = itemsNow().filter((one) => one.state === 'accepted').sort((left, right) => left.order - right.order)
  const old = done.slice(0, Math.max(0, done.length - keepAccepted)).map((one) => one.id)
  await kept(() => database.entries.bulkDelete(old))
  for (const one of old) items.delete(one)
  if (old.length > 0) show()
}

/** The state of a stored entry. Its pictures go once it is accepted. */
export async function storeState(row: Pick<entry_row, 'id'>, change: Partial<entry_row>): Promise<void> {
  await kept(() => database.transaction('rw', database.entries, database.parts, async () => {
    await database.entries.update(row.id, change)
    if (change.state === 'accepted') await database.parts.where('command').equals(row.id).delete()
  }))
}
