import { computed, ref } from 'vue'
import type { problem } from '@/api/types'
import { database, type command_state, type queued_command } from './database'
import { deviceId } from './device'
import { uuid7 } from './uuid'

// The one way out for everything a person does. A command is stored first, with its id, the
// device's time and its attachments; then it is sent, in order per subject, until the server has
// accepted or refused it. See sender.ts for the sending.

export interface new_command {
  subject: string
  subject_kind: string
  kind: string
  path: string
  body: Record<string, unknown>
  version?: number
  /** key → file; the body refers to them with `attachmentMark(key)`. */
  attachments?: Map<string, Blob>
}

export type outcome =
  | { state: 'accepted'; record: unknown; replayed: boolean }
  | { state: 'refused'; problem: problem }
  | { state: 'waiting' }

export const attachmentMark = (key: string): string => `attachment:${key}`

/** How long a screen waits for an answer before it says "kept, will be sent". */
const patience = 6000
const keepAccepted = 50

let owner = ''
let wake: () => void = () => undefined
const waiting = new Map<string, (result: outcome) => void>()

export const commands = ref<queued_command[]>([])
export const unsent = computed(() => commands.value.filter((one) => one.state === 'queued' || one.state === 'sending').length)
export const refusedCount = computed(() => commands.value.filter((one) => one.state === 'refused').length)

export function outboxOwner(): string { return owner }
export async function setOutboxOwner(person: string): Promise<void> {
  owner = person
  await reloadCommands()
}
export function whenQueued(call: () => void): void { wake = call }

export async function reloadCommands(): Promise<void> {
  const mine = owner ? await database.commands.where('person').equals(owner).toArray() : []
  commands.value = mine.sort((left, right) => right.order - left.order)
}

async function nextOrder(): Promise<number> {
  const last = await database.commands.orderBy('order').last()
  const kept = Number((await database.kept.get('order'))?.value ?? 0)
  const order = Math.max(last?.order ?? 0, kept) + 1
  await database.kept.put({ key: 'order', value: String(order) })
  return order
}

/** Stores the command; resolves once it is on the disk. */
export async function enqueue(command: new_command, now: Date = new Date()): Promise<string> {
  if (!owner) throw new Error('nobody is signed in: a command needs its author')
  const device = await deviceId()
  const id = uuid7()
  const keys = [...(command.attachments?.keys() ?? [])]
  await database.transaction('rw', database.commands, database.attachments, database.kept, async () => {
    for (const [key, blob] of command.attachments ?? []) {
      await database.attachments.put({ key, command: id, blob, media_type: blob.type })
    }
    await database.commands.add({
      id, order: await nextOrder(), person: owner, subject: command.subject, subject_kind: command.subject_kind,
      kind: command.kind, path: command.path, body: command.body, version: command.version,
      observed_at: now.toISOString(), device, attachments: keys, state: 'queued', attempts: 0, not_before: 0, lease_until: 0,
    })
  })
  return id
}

/**
 * Stores the command, has it sent and waits a little for the answer. `waiting` means: kept on this
 * device, it goes out by itself.
 */
export async function submit(command: new_command): Promise<outcome> {
  const id = await enqueue(command)
  await reloadCommands()
  const answered = new Promise<outcome>((resolve) => {
    const timer = setTimeout(() => { waiting.delete(id); resolve({ state: 'waiting' }) }, patience)
    waiting.set(id, (result) => { clearTimeout(timer); waiting.delete(id); resolve(result) })
  })
  wake()
  return answered
}

/** Called by the sender when the fate of a command is known, or when it must wait. */
export function tellOutcome(id: string, result: outcome): void { waiting.get(id)?.(result) }

export async function retryNow(id: string): Promise<void> {
  await database.commands.update(id, { state: 'queued', not_before: 0, attempts: 0, problem: undefined })
  await reloadCommands()
  wake()
}

/** Only what the server has refused may be thrown away, and only by the person. */
export async function discard(id: string): Promise<void> {
  await database.transaction('rw', database.commands, database.attachments, async () => {
    const found = await database.commands.get(id)
    if (found?.state !== 'refused') return
    await database.attachments.where('command').equals(id).delete()
    await database.commands.delete(id)
  })
  await reloadCommands()
}

/** Accepted commands stay as proof for a while; their pictures do not. */
export async function tidy(): Promise<void> {
  const done = await database.commands.where('state').equals('accepted' satisfies command_state).sortBy('order')
  const old = done.slice(0, Math.max(0, done.length - keepAccepted)).map((one) => one.id)
  await database.transaction('rw', database.commands, database.attachments, async () => {
    await database.attachments.where('command').anyOf(done.map((one) => one.id)).delete()
    await database.commands.bulkDelete(old)
  })
}
