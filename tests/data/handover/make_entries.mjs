// Makes entries.json: commands sealed by WebCrypto as phones seal them, for the tests of sealing/ and
// handover/. The people, places and ids are those of tests/support/world. Run it again with
//   node tests/data/handover/make_entries.mjs
// after a change of the format; keys, nonces and signatures are new each time.
import { readFile, writeFile } from 'node:fs/promises'

const subtle = globalThis.crypto.subtle
const folder = new URL('.', import.meta.url)
const utf8 = (text) => new TextEncoder().encode(text)
const base64url = (data) => Buffer.from(data).toString('base64url')
const hex = async (data) => Buffer.from(await subtle.digest('SHA-256', data)).toString('hex')
const raw = async (key) => new Uint8Array(await subtle.exportKey('raw', key))

const device = '37bb867b-9105-8756-9352-008d32e6060e'
const worker = '695be081-541e-8a5b-a951-0c37724f160b'
const inspector = 'd6d1ea2d-c295-844b-8aae-6f9a205e8f9e'
const place = 'e3008d14-3629-8ded-99f4-2a5f31ee1060'
const hazard = '019ab4f0-0000-7000-8000-000000000001'
const curve = 'P-256'

async function pairFor(algorithm, uses) {
  return subtle.generateKey({ name: algorithm, namedCurve: curve }, true, uses)
}

async function seal(key, plain, about) {
  const nonce = crypto.getRandomValues(new Uint8Array(12))
  const sealed = await subtle.encrypt({ name: 'AES-GCM', iv: nonce, additionalData: utf8(about) }, key, plain)
  return Buffer.concat([nonce, Buffer.from(sealed)])
}

async function wrap(site, contentKey, command) {
  const ephemeral = await pairFor('ECDH', ['deriveBits'])
  const point = await raw(ephemeral.publicKey)
  const theirs = await raw(site.publicKey)
  const shared = await subtle.deriveBits({ name: 'ECDH', public: site.publicKey }, ephemeral.privateKey, 256)
  const secret = await subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey'])
  const how = { name: 'HKDF', hash: 'SHA-256', salt: Buffer.concat([point, theirs]), info: utf8('headway handover 1') }
  const key = await subtle.deriveKey(how, secret, { name: 'AES-GCM', length: 256 }, false, ['encrypt'])
  return { ephemeral: base64url(point), wrapped_key: base64url(await seal(key, contentKey, command)) }
}

async function entry({ site, keyId, author, signKey, number, plain, files = {} }) {
  const command = `019ab4f0-0000-7000-8000-0000000001${String(number).padStart(2, '0')}`
  const contentKey = crypto.getRandomValues(new Uint8Array(32))
  const key = await subtle.importKey('raw', contentKey, 'AES-GCM', false, ['encrypt'])
  const text = typeof plain === 'string' ? plain : JSON.stringify(plain)
  const body = await seal(key, utf8(text), `${command}:body`)
  const attachments = []
  const lines = ['headway handover 1', command, author, device, await hex(body)]
  for (const [name, bytes] of Object.entries(files)) {
    const data = await seal(key, bytes, `${command}:${name}`)
    attachments.push({ key: name, media_type: 'image/jpeg', data: base64url(data) })
    lines.push(`${name}:${await hex(data)}`)
  }
  const signature = await subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, signKey, utf8(lines.join('\n')))
  const sealed = {
    command, person: author, device, key_id: keyId, ...(await wrap(site, contentKey, command)),
    body: base64url(body), attachments, signature: base64url(signature),
  }
  return { plain: text, content_key: base64url(contentKey), sealed }
}

const site = await pairFor('ECDH', ['deriveBits'])
const elsewhere = await pairFor('ECDH', ['deriveBits'])
const keyId = '019ab4f0-0000-7000-8000-00000000000f'
const keys = { worker: await pairFor('ECDSA', ['sign', 'verify']), inspector: await pairFor('ECDSA', ['sign', 'verify']) }
const photo = await readFile(new URL('../pictures/heading.jpg', folder))
const dayAhead = { observed_at: '2026-11-23T02:05:00.000Z', clock_offset_ms: -86400000 }
const byWorker = { site, keyId, author: worker, signKey: keys.worker.privateKey }
const byInspector = { site, keyId, author: inspector, signKey: keys.inspector.privateKey }

const report = {
  path: '/hazards', apart: 0, ...dayAhead,
  body: {
    id: hazard, place, profession: 'tunnelling', inspection_type: 'daily',
    description: '封存的顶板隐患', photos: ['attachment:photo-1'],
  },
}
const step = (name, body, at, more = {}) => ({ path: `/api/v1/hazards/${hazard}/${name}`, body, observed_at: at, clock_offset_ms: 0, ...more })
const entries = {
  report: await entry({ ...byWorker, number: 1, plain: report, files: { 'photo-1': photo } }),
  comment: await entry({ ...byWorker, number: 2, plain: step('comment', { text: '已拉警戒线', photos: [] }, '2026-11-22T02:09:00.000Z') }),
  rejection: await entry({ ...byInspector, number: 3, plain: step('reject', { reason: '不是隐患' }, '2026-11-22T02:06:00.000Z', { apart: 1 }) }),
  not_permitted: await entry({ ...byWorker, number: 4, plain: step('verify', {}, '2026-11-22T02:06:00.000Z') }),
  stale: await entry({ ...byInspector, number: 5, plain: step('verify', {}, '2026-11-22T02:06:00.000Z', { version: 7 }) }),
  no_command: await entry({ ...byWorker, number: 6, plain: { path: '/session', body: {}, observed_at: '2026-11-22T02:06:00.000Z' } }),
  no_plain_command: await entry({ ...byWorker, number: 7, plain: 'not a command' }),
  no_such_attachment: await entry({ ...byWorker, number: 8, plain: step('comment', { text: '看', photos: ['attachment:gone'] }, '2026-11-22T02:06:00.000Z') }),
  not_a_picture: await entry({ ...byWorker, number: 9, plain: step('comment', { text: '看', photos: ['attachment:a'] }, '2026-11-22T02:06:00.000Z'), files: { a: utf8('#!/bin/sh') } }),
  for_another_site: await entry({ ...byWorker, site: elsewhere, number: 10, plain: report, files: { 'photo-1': photo } }),
  signed_by_another: await entry({ ...byWorker, signKey: keys.inspector.privateKey, number: 11, plain: report, files: { 'photo-1': photo } }),
}
const privateKey = await subtle.exportKey('jwk', site.privateKey)
await writeFile(new URL('entries.json', folder), JSON.stringify({
  made_by: 'make_entries.mjs, WebCrypto of Node.js',
  site: { key_id: keyId, point: base64url(await raw(site.publicKey)), scalar: privateKey.d },
  device, hazard,
  keys: { worker: base64url(await raw(keys.worker.publicKey)), inspector: base64url(await raw(keys.inspector.publicKey)) },
  entries,
}, null, 1) + '\n')
