import { beforeEach, describe, expect, it, vi } from 'vitest'
import { inContact } from '@/api/contact'
import { aesKey, base64url, deriveAes, fromBase64url, fromUtf8, hkdfSecret, joined, unseal, utf8, type bytes } from '@/vault/crypto'
import { lock, makePartition, opened } from '@/vault/vault'
import { adoptPlain } from './adopt'
import { carryForOthers } from './courier'
import { database, type plain_command } from './database'
import { entriesOf, exportUnsent, importUnsent, NotUnsent, type import_result } from './exchange'
import { addressAll, type handover_entry } from './handover'
import { attachmentMark, commands, enqueue, reloadCommands } from './queue'
import { signedText } from './sealing'
import { forgetSiteKey, learnSiteKey } from './siteKey'
import { answerOf, emptyStore, openPlace, rawStore, whoIs } from './testing'

const curve = { name: 'ECDH', namedCurve: 'P-256' }
let site: CryptoKeyPair
let sitePoint: bytes
const step = { subject: 'h1', subject_kind: 'hazard', kind: 'comment', path: '/hazards/h1/comment' }

async function heardSiteKey(): Promise<void> {
  site = await crypto.subtle.generateKey(curve, true, ['deriveBits']) as CryptoKeyPair
  sitePoint = new Uint8Array(await crypto.subtle.exportKey('raw', site.publicKey))
  vi.stubGlobal('fetch', vi.fn(async () => answerOf(200, { key_id: 'k1', public_key: base64url(sitePoint) })))
  await learnSiteKey()
}

/** As the server does it: unwraps the content key and opens the parts; checks the signature. */
async function asServer(entry: handover_entry, publicKey: string): Promise<{ body: string; files: string[] }> {
  const ephemeral = fromBase64url(entry.ephemeral)
  const theirs = await crypto.subtle.importKey('raw', ephemeral, curve, false, [])
  const shared = new Uint8Array(await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, site.privateKey, 256))
  const wrapping = await deriveAes(await hkdfSecret(shared), joined(ephemeral, sitePoint), 'headway handover 1')
  const key = await aesKey(await unseal(wrapping, fromBase64url(entry.wrapped_key), entry.command))
  const attachments = entry.attachments.map((one) => ({ key: one.key, data: fromBase64url(one.data) }))
  const text = await signedText({ command: entry.command, person: entry.person, device: entry.device, body: fromBase64url(entry.body), attachments })
  const author = await crypto.subtle.importKey('raw', fromBase64url(publicKey), { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify'])
  expect(await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, author, fromBase64url(entry.signature), text)).toBe(true)
  const files = await Promise.all(attachments.map(async (one) => fromUtf8(await unseal(key, one.data, `${entry.command}:${one.key}`))))
  return { body: fromUtf8(await unseal(key, fromBase64url(entry.body), `${entry.command}:body`)), files }
}

beforeEach(async () => {
  vi.unstubAllGlobals()
  forgetSiteKey()
  await emptyStore()
  inContact.value = true
})

describe('an entry handed over by somebody else', () => {
  it('opens for the server alone, with the signature of its author', async () => {
    await heardSiteKey()
    await openPlace('p1', '204060')
    const author = opened.value!.secrets.public_key
    const id = await enqueue({ ...step, body: { text: 'loose roof', photos: [attachmentMark('k')] }, attachments: new Map([['k', new Blob(['a picture'], { type: 'image/jpeg' })]]) }, new Date('2026-06-21T03:04:05.678Z'))
    lock()
    await openPlace('p2', '135790')
    const handed: handover_entry[] = []
    vi.stubGlobal('fetch', vi.fn(async (_: string, init: RequestInit) => { handed.push(JSON.parse(String(init.body)) as handover_entry); return answerOf(200, { state: 'accepted', replayed: false }) }))
    await carryForOthers()
    expect(handed).toHaveLength(1)
    const found = await asServer(handed[0]!, author)
    expect(JSON.parse(found.body)).toMatchObject({ path: step.path, body: { text: 'loose roof', photos: ['attachment:k'] }, observed_at: '2026-06-21T03:04:05.678Z', apart: 0 })
    expect(found.files).toEqual(['a picture'])
    expect(handed[0]).toMatchObject({ command: id, person: 'p1' })
    expect((await database.entries.get(id))?.state).toBe('accepted')
    // The bearer has seen nothing of it.
    expect(commands.value).toEqual([])
  })

  it('that is refused holds back the rest of its subject, and only that', async () => {
    await heardSiteKey()
    await openPlace('p1', '204060')
    const ids = [await enqueue({ ...step, body: {} }), await enqueue({ ...step, body: {} }), await enqueue({ ...step, subject: 'h2', body: {} })]
    lock()
    await openPlace('p2', '135790')
    const handed: string[] = []
    vi.stubGlobal('fetch', vi.fn(async (_: string, init: RequestInit) => {
      handed.push((JSON.parse(String(init.body)) as handover_entry).command)
      return answerOf(200, handed.length === 1 ? { state: 'refused', code: 'hazard.closed', title: 't' } : { state: 'accepted' })
    }))
    await carryForOthers()
    expect(handed).toEqual([ids[0], ids[2]])
    expect((await database.entries.get(ids[0]!))?.courier).toBe('hazard.closed')
    await carryForOthers()
    expect(handed).toHaveLength(2)
  })

  it('goes out by the courier also after its author took a new PIN', async () => {
    await heardSiteKey()
    await openPlace('p1', '204060')
    const id = await enqueue({ ...step, body: { text: 'before' } })
    await makePartition(whoIs('p1'), '135790')
    await reloadCommands()
    expect(commands.value).toMatchObject([{ id, closed: true, about: '' }])
    vi.stubGlobal('fetch', vi.fn(async () => answerOf(200, { state: 'accepted' })))
    await carryForOthers()
    expect((await database.entries.get(id))?.state).toBe('accepted')
  })

  it('waits when there is no way, without being told refused', async () => {
    await heardSiteKey()
    await openPlace('p1', '204060')
    const id = await enqueue({ ...step, body: {} })
    lock()
    await openPlace('p2', '135790')
    for (const status of [503, 401]) {
      vi.stubGlobal('fetch', vi.fn(async () => answerOf(status, { title: '', status, code: 'x' })))
      const again = await carryForOthers()
      // A busy server is asked again by itself; a session that ended is not.
      expect(again !== undefined && again > Date.now()).toBe(status === 503)
    }
    expect(await database.entries.get(id)).toMatchObject({ state: 'queued' })
    expect((await database.entries.get(id))?.courier).toBeUndefined()
  })

  it('that its author was sending when the place closed is looked at again when the claim runs out', async () => {
    await heardSiteKey()
    await openPlace('p1', '204060')
    const id = await enqueue({ ...step, body: {} })
    const lease_until = Date.now() + 60_000
    await database.entries.update(id, { state: 'sending', lease_until })
    lock()
    await openPlace('p2', '135790')
    const fetched = vi.fn(async () => answerOf(200, { state: 'accepted' }))
    vi.stubGlobal('fetch', fetched)
    expect(await carryForOthers()).toBe(lease_until)
    expect(fetched).not.toHaveBeenCalled()
    await database.entries.update(id, { lease_until: Date.now() - 1 })
    expect(await carryForOthers()).toBeUndefined()
    expect((await database.entries.get(id))?.state).toBe('accepted')
  })

  it('is addressed later when the key of the site was not known yet', async () => {
    await openPlace('p1', '204060')
    const id = await enqueue({ ...step, body: { text: 'early' } })
    expect(await addressAll(opened.value!, 'd')).toBe(1)
    await heardSiteKey()
    expect(await addressAll(opened.value!, 'd')).toBe(0)
    expect((await database.entries.get(id))?.handover).toMatchObject({ key_id: 'k1', device: 'd' })
  })
})

describe('the unsent queue as a file', () => {
  it('holds the sealed entries in order, and is read in by anybody, entry by entry', async () => {
    await heardSiteKey()
    await openPlace('p1', '204060')
    const ids = [await enqueue({ ...step, body: { text: 'one' } }), await enqueue({ ...step, subject: 'h2', body: { text: 'two' } })]
    const made = await exportUnsent()
    expect(made).toMatchObject({ entries: 2, left: 0 })
    const text = await made.file.text()
    expect(text).not.toMatch(/one|two/)
    expect((JSON.parse(text) as { format: string; entries: handover_entry[] }).entries.map((one) => one.command)).toEqual(ids)
    lock()
    await openPlace('p2', '135790')
    const results: import_result[] = []
    let asked = 0
    vi.stubGlobal('fetch', vi.fn(async () => (++asked === 1 ? answerOf(422, { title: 'bad', status: 422, code: 'bad' }) : answerOf(200, { state: 'accepted' }))))
    await importUnsent(made.file, (one) => { results.push(one) })
    expect(results.map((one) => one.answer.state)).toEqual(['failed', 'accepted'])
  })

  it('is read in any layout, and anything else is refused', async () => {
    const entry = { command: 'c', person: 'p', body: 'b', signature: 's', attachments: [] }
    const pretty = new Blob([JSON.stringify({ format: 'headway-unsent', version: 1, entries: [entry] }, null, 2)])
    const found = []
    for await (const one of entriesOf(pretty)) found.push(one.command)
    expect(found).toEqual(['c'])
    for (const text of ['', 'hello', '{"format":"other"}', '{"format":"headway-unsent","version":2,"entries":[]}']) {
      await expect((async () => { for await (const one of entriesOf(new Blob([text]))) found.push(one.command) })()).rejects.toThrow(NotUnsent)
    }
  })
})

describe('what the previous release left in plain', () => {
  const plain = (id: string, person: string, order: number): plain_command => ({
    id, order, person, subject: 'h1', subject_kind: 'hazard', kind: 'comment', path: '/hazards/h1/comment', body: { text: `plain ${id}`, photos: ['attachment:f'] },
    observed_at: '2026-06-21T00:00:00.000Z', device: 'd', attachments: id === 'c1' ? ['f'] : [], state: 'queued', attempts: 0, not_before: 0, lease_until: 0,
  })

  it('is taken into the place of its author when that opens, and stays until then', async () => {
    await database.commands.bulkPut([plain('c1', 'p1', 1), plain('c2', 'p2', 2)])
    await database.attachments.put({ key: 'f', command: 'c1', blob: new Blob(['old picture']), media_type: 'image/jpeg' })
    await openPlace('p1', '204060')
    expect(await adoptPlain()).toBe(1)
    await reloadCommands()
    expect(commands.value).toMatchObject([{ id: 'c1', order: 1, state: 'queued', observed_at: '2026-06-21T00:00:00.000Z', about: 'plain c1' }])
    expect((await database.commands.toArray()).map((one) => one.id)).toEqual(['c2'])
    expect(await rawStore()).not.toMatch(/plain c1|old picture/)
    expect(await enqueue({ ...step, body: {} })).toBeTruthy()
    expect(commands.value[0]?.order).toBe(3)
  })
})

it('utf8 of a signature is what both sides sign', async () => {
  const text = fromUtf8(await signedText({ command: 'c', person: 'p', device: 'd', body: utf8('abc'), attachments: [{ key: 'k', data: utf8('') }] }))
  expect(text).toBe('headway handover 1\nc\np\nd\nba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\nk:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
})
