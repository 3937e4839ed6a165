import { database } from '@/outbox/database'
import { kept } from '@/outbox/store'
import { cryptoAvailable, fromUtf8, utf8 } from './crypto'
import { opened } from './vault'

// What somebody has typed or photographed and not yet sent: a place that closes after a minute, or a
// killed app, must not take it away. Sealed in the person's place; never given up for room.

export interface draft<T> { value: T; files: Map<string, Blob> }

const about = (name: string) => `draft ${name}`

/** Keeps the draft in the place that is open now. Throws NotKept; without a place it does nothing. */
export async function saveDraft(name: string, value: unknown, files: Map<string, Blob> = new Map<string, Blob>()): Promise<void> {
  const open = opened.value
  if (!open || !cryptoAvailable()) return
  const key = `${open.person} ${await open.blind(about(name))}`
  const sealed = await Promise.all([...files].map(async ([file, blob]) => ({
    key: file, media_type: blob.type, data: await open.seal(new Uint8Array(await blob.arrayBuffer()), `${about(name)} ${file}`),
  })))
  const text = await open.seal(utf8(JSON.stringify(value)), about(name))
  await kept(() => database.drafts.put({ key, person: open.person, at: Date.now(), value: text, files: sealed }))
}

export async function loadDraft<T>(name: string): Promise<draft<T> | undefined> {
  const open = opened.value
  if (!open || !cryptoAvailable()) return undefined
  const row = await kept(async () => database.drafts.get(`${open.person} ${await open.blind(about(name))}`))
  if (!row) return undefined
  try {
    const files = new Map<string, Blob>()
    for (const one of row.files) files.set(one.key, new Blob([await open.unseal(one.data, `${about(name)} ${one.key}`)], { type: one.media_type }))
    return { value: JSON.parse(fromUtf8(await open.unseal(row.value, about(name)))) as T, files }
  } catch { return undefined }
}

export async function dropDraft(name: string): Promise<void> {
  const open = opened.value
  if (!open || !cryptoAvailable()) return
  const key = `${open.person} ${await open.blind(about(name))}`
  await kept(() => database.drafts.delete(key))
}

const keptFor = 30 * 86_400_000
/** What the open person began and left lying for a month is not wanted any more. */
export async function forgetOldDrafts(now: number = Date.now()): Promise<void> {
  const person = opened.value?.person
  if (person) await kept(() => database.drafts.where('person').equals(person).filter((row) => now - row.at > keptFor).delete())
}
