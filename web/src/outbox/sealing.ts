import { aesKey, base64url, deriveAes, fromUtf8, hex, hkdfSecret, joined, randomBytes, seal, sha256, unseal, utf8, type bytes } from '@/vault/crypto'
import type { open_partition } from '@/vault/partition'
import type { entry_row, part_row, sealed_for_site } from './database'
import type { site_key } from './siteKey'

// A command at rest: one ciphertext per part, its content key wrapped for the author's partition
// and for the server (docs: the handover contract), signed by the author's key on this device.

/** The plain body part, as the server reads it when somebody else hands the entry over. */
export interface sealed_body {
  path: string
  body: Record<string, unknown>
  version?: number
  apart?: number
  observed_at: string
  clock_offset_ms?: number
}

/** What the lists show without opening the body. */
export interface sealed_head {
  subject: string
  subject_kind: string
  kind: string
  /** Composed without contact, or on what this device had kept. */
  apart: boolean
  about: string
}

export const bodyPart = 'body'
const about = (id: string, part: string) => `${id}:${part}`

async function wrapForSite(site: site_key, id: string, contentKey: bytes): Promise<Pick<sealed_for_site, 'key_id' | 'ephemeral' | 'wrapped_key'>> {
  const curve = { name: 'ECDH', namedCurve: 'P-256' }
  const pair = await crypto.subtle.generateKey(curve, false, ['deriveBits']) as CryptoKeyPair
  const ephemeral = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))
  const theirs = await crypto.subtle.importKey('raw', site.public_key, curve, false, [])
  const shared = new Uint8Array(await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, pair.privateKey, 256))
  const key = await deriveAes(await hkdfSecret(shared), joined(ephemeral, site.public_key), 'headway handover 1')
  return { key_id: site.key_id, ephemeral: base64url(ephemeral), wrapped_key: base64url(await seal(key, contentKey, id)) }
}

export interface signed { command: string; person: string; device: string; body: bytes; attachments: { key: string; data: bytes }[] }

/** What the author's key signs. */
export async function signedText(one: signed): Promise<bytes> {
  const files = await Promise.all(one.attachments.map(async (file) => `${file.key}:${hex(await sha256(file.data))}`))
  return utf8(['headway handover 1', one.command, one.person, one.device, hex(await sha256(one.body)), ...files].join('\n'))
}

async function sealedForSite(open: open_partition, site: site_key, one: signed, contentKey: bytes): Promise<sealed_for_site> {
  const wrap = await wrapForSite(site, one.command, contentKey)
  const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, open.signKey, await signedText(one))
  return { ...wrap, signature: base64url(new Uint8Array(signature)), device: one.device }
}

export interface to_seal { id: string; device: string; head: sealed_head; body: sealed_body; files: Map<string, Blob> }
export type sealed_entry = Pick<entry_row, 'id' | 'person' | 'lane' | 'observed_at' | 'attachments' | 'head' | 'body' | 'own_key' | 'handover'>

export async function sealEntry(open: open_partition, site: site_key | undefined, one: to_seal): Promise<{ entry: sealed_entry; parts: part_row[] }> {
  const raw = randomBytes(32)
  const key = await aesKey(raw)
  const parts: part_row[] = []
  for (const [name, file] of one.files) {
    const data = await seal(key, new Uint8Array(await file.arrayBuffer()), about(one.id, name))
    parts.push({ key: name, command: one.id, media_type: file.type, data, size: file.size })
  }
  const body = await seal(key, utf8(JSON.stringify(one.body)), about(one.id, bodyPart))
  const signed: signed = { command: one.id, person: open.person, device: one.device, body, attachments: parts }
  const entry: sealed_entry = {
    id: one.id, person: open.person, lane: await open.blind(one.head.subject), observed_at: one.body.observed_at, attachments: parts.map((part) => part.key),
    head: await open.seal(utf8(JSON.stringify(one.head)), about(one.id, 'head')), body,
    own_key: await open.seal(raw, about(one.id, 'key')),
    handover: site ? await sealedForSite(open, site, signed, raw) : undefined,
  }
  raw.fill(0)
  return { entry, parts }
}

/** Addresses an entry to the site that was sealed before its key was known. */
export async function addressToSite(open: open_partition, site: site_key, device: string, row: entry_row, parts: part_row[]): Promise<sealed_for_site> {
  const raw = await open.unseal(row.own_key, about(row.id, 'key'))
  const attachments = row.attachments.map((key) => ({ key, data: parts.find((one) => one.key === key)?.data ?? new Uint8Array(0) }))
  return sealedForSite(open, site, { command: row.id, person: row.person, device, body: row.body, attachments }, raw)
}

async function contentKey(open: open_partition, row: entry_row): Promise<CryptoKey> {
  return aesKey(await open.unseal(row.own_key, about(row.id, 'key')))
}

/** Throws when this partition did not seal it. */
export async function openHead(open: open_partition, row: entry_row): Promise<sealed_head> {
  return JSON.parse(fromUtf8(await open.unseal(row.head, about(row.id, 'head')))) as sealed_head
}
export async function openBody(open: open_partition, row: entry_row): Promise<sealed_body> {
  return JSON.parse(fromUtf8(await unseal(await contentKey(open, row), row.body, about(row.id, bodyPart)))) as sealed_body
}
export async function openPart(open: open_partition, row: entry_row, part: part_row): Promise<Blob> {
  return new Blob([await unseal(await contentKey(open, row), part.data, about(row.id, part.key))], { type: part.media_type })
}
