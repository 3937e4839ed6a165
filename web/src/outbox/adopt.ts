import { opened } from '@/vault/vault'
import type { open_partition } from '@/vault/partition'
import { database, type plain_command } from './database'
import { deviceId } from './device'
import { aboutOf } from './items'
import { sealEntry, type sealed_body } from './sealing'
import { siteKey } from './siteKey'
import { kept } from './store'

// What the release before kept in plain is taken into its author's place when that is opened, with
// its id, its order and its time. Until then it stays as it was.

async function adoptOne(open: open_partition, one: plain_command): Promise<void> {
  const files = await database.attachments.where('command').equals(one.id).toArray()
  const body: sealed_body = { path: one.path, body: one.body, version: one.version, observed_at: one.observed_at }
  const head = { subject: one.subject, subject_kind: one.subject_kind, kind: one.kind, apart: true, about: aboutOf(one.body) }
  const blobs = new Map(files.map((file) => [file.key, file.blob.type ? file.blob : new Blob([file.blob], { type: file.media_type })]))
  const { entry, parts } = await sealEntry(open, await siteKey(), { id: one.id, device: one.device || (await deviceId()), head, body, files: blobs })
  const state = one.state === 'sending' ? 'queued' : one.state
  await kept(() => database.transaction('rw', [database.commands, database.attachments, database.entries, database.parts], async () => {
    await database.parts.bulkPut(parts.map((part) => ({ ...part, remote: files.find((file) => file.key === part.key)?.remote })))
    await database.entries.put({ ...entry, order: one.order, state, attempts: one.attempts, not_before: 0, lease_until: 0, settled_at: one.settled_at })
    await database.attachments.where('command').equals(one.id).delete()
    await database.commands.delete(one.id)
  }))
}

/** Answers how many were taken in. */
export async function adoptPlain(): Promise<number> {
  const open = opened.value
  if (!open) return 0
  const found = await kept(() => database.commands.where('person').equals(open.person).sortBy('order'))
  for (const one of found) {
    if (one.state === 'accepted') await database.commands.delete(one.id)
    else await adoptOne(open, one)
  }
  return found.length
}
