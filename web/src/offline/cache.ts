import Dexie, { type Table } from 'dexie'
import { siteNow } from '@/api/clock'
import type { open_partition } from '@/vault/partition'
import { cryptoAvailable, fromUtf8, utf8, type bytes } from '@/vault/crypto'
import { whenFull } from '@/outbox/store'
import { budget } from './table'

// Answers of the server, sealed in the place of whoever read them. A store of its own: it may be
// thrown away at any moment, and its troubles never touch the outbox.

/** `at`: when the server said it, by the mine's clock; `used`: by this device's. */
interface kept_row { key: string; person: string; at: number; used: number; size: number; data: bytes }

class CacheDatabase extends Dexie {
  rows!: Table<kept_row, string>
  constructor() {
    super('headway-cache')
    this.version(1).stores({ rows: 'key, person, [used+size]' })
  }
}
const cache = new CacheDatabase()

export interface kept_copy { at: number; text: string }
export interface kept_bytes { at: number; data: bytes }

const keyOf = async (open: open_partition, name: string) => `${open.person} ${await open.blind(`cache ${name}`)}`

export async function putBytes(open: open_partition, name: string, data: bytes, at: number = siteNow()): Promise<void> {
  if (!cryptoAvailable()) return
  try {
    const sealed = await open.seal(data, `cache ${name}`)
    await cache.rows.put({ key: await keyOf(open, name), person: open.person, at, used: Date.now(), size: sealed.length, data: sealed })
    await keepWithin(budget)
  } catch { /* whatever is wrong with it, a cache can be missed */ }
}

export async function getBytes(open: open_partition, name: string, maxAge: number): Promise<kept_bytes | undefined> {
  if (!cryptoAvailable()) return undefined
  try {
    const key = await keyOf(open, name)
    const row = await cache.rows.get(key)
    if (!row || siteNow() - row.at > maxAge) return undefined
    if (Date.now() - row.used > 60_000) void cache.rows.update(key, { used: Date.now() }).catch(() => undefined)
    return { at: row.at, data: await open.unseal(row.data, `cache ${name}`) }
  } catch { return undefined }
}

export async function putText(open: open_partition, name: string, text: string, at?: number): Promise<void> { await putBytes(open, name, utf8(text), at) }
export async function getText(open: open_partition, name: string, maxAge: number): Promise<kept_copy | undefined> {
  const found = await getBytes(open, name, maxAge)
  return found && { at: found.at, text: fromUtf8(found.data) }
}

let sinceLook = 0
/** Throws out what was not used for longest until the rest fits. Looks at each twentieth writing. */
export async function keepWithin(most: number, look = false): Promise<void> {
  if (!look && ++sinceLook % 20 !== 0) return
  // By the index alone: what is kept is never all in memory at once.
  const byUse = cache.rows.orderBy('[used+size]').reverse()
  const [sizes, keys] = await Promise.all([byUse.keys(), byUse.primaryKeys()])
  let total = 0
  const drop = keys.filter((_, index) => { total += (sizes[index] as unknown as [number, number])[1]; return total > most })
  await cache.rows.bulkDelete(drop)
}

export async function forgetPerson(person: string): Promise<void> {
  await cache.rows.where('person').equals(person).delete().catch(() => 0)
}
export async function forgetCache(): Promise<void> { await cache.rows.clear().catch(() => undefined) }

// Room for what cannot be read again comes from what can.
whenFull(async () => {
  await forgetCache()
  cache.close()
  await cache.delete().catch(() => undefined)
  await cache.open().catch(() => undefined)
})
