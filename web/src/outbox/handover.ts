import { call } from '@/api/client'
import { base64url } from '@/vault/crypto'
import type { open_partition } from '@/vault/partition'
import { database, type entry_row, type part_row } from './database'
import type { outbox_item } from './items'
import { addressToSite } from './sealing'
import { siteKey } from './siteKey'
import { kept } from './store'

// A sealed entry on its way under somebody else's hands: the bearer cannot read it, the server
// checks the author's signature and does it in the author's name.

export interface handover_entry {
  command: string
  person: string
  device: string
  key_id: string
  ephemeral: string
  wrapped_key: string
  body: string
  attachments: { key: string; media_type: string; data: string }[]
  signature: string
}

/** What the bearer learns. */
export interface handover_answer { state: 'accepted' | 'refused'; code?: string; title?: string; replayed?: boolean }

async function partsOf(row: entry_row): Promise<part_row[]> {
  const found = await kept(() => database.parts.bulkGet(row.attachments))
  return found.flatMap((one) => (one ? [one] : []))
}

/** The entry as it goes out; undefined when it is not addressed to the site or lacks a file. */
export async function wireEntry(row: entry_row): Promise<handover_entry | undefined> {
  if (!row.handover) return undefined
  const parts = await partsOf(row)
  if (parts.length !== row.attachments.length) return undefined
  const { device, key_id, ephemeral, wrapped_key, signature } = row.handover
  const attachments = parts.map((one) => ({ key: one.key, media_type: one.media_type, data: base64url(one.data) }))
  return { command: row.id, person: row.person, device, key_id, ephemeral, wrapped_key, body: base64url(row.body), attachments, signature }
}

/** Throws a Refusal when the handing over itself failed. */
export function handOver(entry: handover_entry): Promise<handover_answer> {
  return call<handover_answer>('POST', '/handover', { body: entry })
}

/** Addresses to the site what was sealed before its key was known. Answers how many still cannot be. */
export async function addressAll(open: open_partition, device: string): Promise<number> {
  const site = await siteKey()
  const rows = await kept(() => database.entries.where('person').equals(open.person).filter((row) => row.state !== 'accepted' && !row.handover).toArray())
  let left = 0
  for (const row of rows) {
    if (!site) { left += 1; continue }
    try {
      const handover = await addressToSite(open, site, device, row, await partsOf(row))
      await kept(() => database.entries.update(row.id, { handover }))
    } catch { left += 1 }
  }
  return left
}

/** How many of the unsent others can deliver once the author's place is gone. */
export async function leavable(items: readonly outbox_item[]): Promise<number> {
  const ids = items.filter((one) => one.state !== 'accepted').map((one) => one.id)
  const rows = await kept(() => database.entries.bulkGet(ids))
  return rows.filter((row) => row?.handover !== undefined && row.state !== 'refused').length
}
