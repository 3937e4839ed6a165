import { onScopeDispose, shallowRef, toValue, watch, type MaybeRefOrGetter, type ShallowRef } from 'vue'
import { base, reach } from '@/api/client'
import { Refusal } from '@/api/problem'
import { database } from '@/outbox/database'
import { openPart } from '@/outbox/sealing'
import type { bytes } from '@/vault/crypto'
import type { open_partition } from '@/vault/partition'
import { opened, whenLocked } from '@/vault/vault'
import { getBytes, putBytes } from './cache'
import { ruleFor } from './table'

// Pictures and voices by their address: from this person's place where they were seen before, else
// from the server. An <img> cannot say in whose name it asks, and its cache belongs to nobody.

const living = new Set<string>()
function forget(url: string): void { if (living.delete(url)) URL.revokeObjectURL(url) }
whenLocked(() => { for (const url of [...living]) forget(url) })

/** The type by the first bytes: what is kept has none beside it. */
function typeOf(data: bytes): string {
  if (data[0] === 0xff && data[1] === 0xd8) return 'image/jpeg'
  if (data[0] === 0x89 && data[1] === 0x50) return 'image/png'
  if (data[0] === 0x52 && data[8] === 0x57) return 'image/webp'
  return data[0] === 0x4f ? 'audio/ogg' : data[0] === 0x1a ? 'audio/webm' : 'application/octet-stream'
}

async function fromOutbox(open: open_partition, key: string): Promise<Blob | undefined> {
  const part = await database.parts.get(key)
  const row = part ? await database.entries.get(part.command) : undefined
  return part && row?.person === open.person ? openPart(open, row, part) : undefined
}

/** With a width, the small copy that the server makes; the whole picture does as well where it is here. */
async function fetched(open: open_partition | undefined, id: string, width?: number): Promise<Blob | undefined> {
  const whole = `${base}/attachments/${id}`
  const address = width ? `${whole}?width=${width}` : whole
  const rule = ruleFor(whole)!
  const kept = open && ((await getBytes(open, address, rule.max_age)) ?? (width ? await getBytes(open, whole, rule.max_age) : undefined))
  if (kept) return new Blob([kept.data], { type: typeOf(kept.data) })
  const response = await reach(address)
  if (!response.ok) return undefined
  const found = await response.blob()
  if (open && opened.value === open && found.size <= rule.max_bytes) void putBytes(open, address, new Uint8Array(await found.arrayBuffer()))
  return found
}

/** `attachment:<key>`: a file of this person's that has not gone out yet. undefined: not here, and no network. */
export async function attachmentBlob(id: string, width?: number): Promise<Blob | undefined> {
  const open = opened.value
  try {
    if (id.startsWith('attachment:')) return open ? await fromOutbox(open, id.slice('attachment:'.length)) : undefined
    return await fetched(open, id, width)
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}

export type picture_state = { state: 'loading' } | { state: 'shown'; url: string } | { state: 'missing' }

/** The address of one attachment within this page; gone with the component and when the place closes. */
export function usePicture(id: MaybeRefOrGetter<string | undefined>, width?: number): ShallowRef<picture_state> {
  const shown = shallowRef<picture_state>({ state: 'loading' })
  let generation = 0
  const drop = () => { if (shown.value.state === 'shown') forget(shown.value.url) }
  watch(() => toValue(id), async (wanted) => {
    const mine = ++generation
    drop()
    shown.value = { state: 'loading' }
    const open = opened.value
    const found = wanted ? await attachmentBlob(wanted, width).catch(() => undefined) : undefined
    if (mine !== generation || opened.value !== open) return
    if (!found) { shown.value = { state: 'missing' }; return }
    const url = URL.createObjectURL(found)
    living.add(url)
    shown.value = { state: 'shown', url }
  }, { immediate: true })
  onScopeDispose(() => { generation += 1; drop() })
  return shown
}
