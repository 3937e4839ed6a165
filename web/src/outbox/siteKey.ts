import { call } from '@/api/client'
import { fromBase64url, type bytes } from '@/vault/crypto'
import { database } from './database'

// The public key of the site: to whom sealed entries are addressed. Public, so kept in plain.

export interface site_key { key_id: string; public_key: bytes }
interface said { key_id: string; public_key: string }

const keptAs = 'site-key'
let known: site_key | undefined

const fromSaid = (one: said): site_key => ({ key_id: one.key_id, public_key: fromBase64url(one.public_key) })

/** As last learnt; undefined: this device has never heard it. */
export async function siteKey(): Promise<site_key | undefined> {
  if (known) return known
  const row = await database.kept.get(keptAs)
  known = row ? fromSaid(JSON.parse(row.value) as said) : undefined
  return known
}

/** Asks the server; a key that changed holds from then on. Throws a Refusal. */
export async function learnSiteKey(): Promise<site_key> {
  const found = await call<said>('GET', '/site-key', { quiet401: true })
  known = fromSaid(found)
  await database.kept.put({ key: keptAs, value: JSON.stringify({ key_id: found.key_id, public_key: found.public_key }) })
  return known
}

/** For tests and for a store that was cleared. */
export function forgetSiteKey(): void { known = undefined }
