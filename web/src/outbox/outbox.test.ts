import { beforeEach, describe, expect, it, vi } from 'vitest'
import { lock, opened } from '@/vault/vault'
import { database } from './database'
import { attachmentMark, commands, discard, enqueue, held, reloadCommands, retryNow, submit, takeForEditing } from './queue'
import { drain } from './sender'
import { checkStore, lost } from './storage'
import { whenMissing } from './store'
import { answerOf, emptyStore, openPlace, rawStore } from './testing'

const note = { subject: 'h1', subject_kind: 'hazard', kind: 'comment', path: '/hazards/h1/comment' }
const stateOf = async (id: string) => (await database.entries.get(id))?.state
const shownOf = (id: string) => commands.value.find((one) => one.id === id)
const photo = (text: string) => new Blob([text], { type: 'image/jpeg' })

beforeEach(async () => {
  vi.unstubAllGlobals()
  await emptyStore()
  await openPlace('p1')
})

describe('keeping', () => {
  it('is stored before it is sent, with the time of the device and its offset', async () => {
    const at = new Date('2026-06-21T03:04:05.678Z')
    const id = await enqueue({ ...note, body: { text: 'x' } }, at)
    expect(await database.entries.get(id)).toMatchObject({ state: 'queued', observed_at: at.toISOString(), person: 'p1' })
    expect(shownOf(id)).toMatchObject({ body: { path: note.path, body: { text: 'x' }, observed_at: at.toISOString() }, about: 'x' })
  })

  it('leaves nothing readable on the device: neither words nor pictures nor what it is about', async () => {
    await enqueue({ ...note, subject: 'secret-subject', body: { text: 'the roof at 1280 m is loose', photos: [attachmentMark('k')] }, attachments: new Map([['k', photo('JPEG of a face')]]) })
    const raw = await rawStore()
    for (const word of ['the roof', 'JPEG of a face', 'secret-subject', '/hazards/h1', 'comment']) expect(raw).not.toContain(word)
    expect(raw).toContain('image/jpeg')
  })

  it('is not seen by another person of the same device, and nothing stays in memory when the place closes', async () => {
    await enqueue({ ...note, body: { text: 'mine' } })
    lock()
    expect(commands.value).toEqual([])
    await openPlace('p2')
    expect(commands.value).toEqual([])
    expect(await database.entries.count()).toBe(1)
  })

  it('says at once what could not be kept, and the form has its answer', async () => {
    vi.spyOn(database.entries, 'put').mockRejectedValue(Object.assign(new Error('full'), { name: 'QuotaExceededError' }))
    const result = await submit({ ...note, body: { text: 'x' } })
    vi.restoreAllMocks()
    expect(result).toMatchObject({ state: 'refused', problem: { code: 'not_kept_full' } })
    expect(commands.value).toEqual([])
  })

  it('opens a store again that was closed in the middle', async () => {
    database.close()
    const id = await enqueue({ ...note, body: { text: 'after' } })
    expect(await stateOf(id)).toBe('queued')
  })
})

describe('sending', () => {
  it('repeats the same command id after a lost answer, says it was done apart, and accepts the replay', async () => {
    const id = await enqueue({ ...note, body: {} })
    const sent: Headers[] = []
    vi.stubGlobal('fetch', vi.fn(async (_: string, init: RequestInit) => {
      sent.push(new Headers(init.headers))
      if (sent.length === 1) throw new TypeError('network')
      return answerOf(200, { id: 'h1' }, { 'Headway-Replayed': 'true' })
    }))
    await drain()
    expect(await stateOf(id)).toBe('queued')
    await retryNow(id)
    await database.entries.update(id, { attempts: 1 })
    await drain()
    expect(sent.map((one) => one.get('Idempotency-Key'))).toEqual([id, id])
    expect(sent[0]?.get('Headway-Apart')).toBeNull()
    expect(sent[1]?.get('Headway-Apart')).toBe('0')
    expect(await stateOf(id)).toBe('accepted')
  })

  it('keeps a refusal with its reason, sealed, and goes on with the next', async () => {
    const first = await enqueue({ ...note, kind: 'start', body: {} })
    const second = await enqueue({ ...note, subject: 'h2', body: { text: 'two' } })
    const behind = await enqueue({ ...note, kind: 'rectify', body: {} })
    const replies = [answerOf(422, { title: 'told nobody', status: 422, code: 'acceptor_is_rectifier' }), answerOf(200, {})]
    vi.stubGlobal('fetch', vi.fn(async () => replies.shift()))
    await drain()
    expect(shownOf(first)).toMatchObject({ state: 'refused', problem: { code: 'acceptor_is_rectifier' } })
    expect(await stateOf(second)).toBe('accepted')
    expect(await stateOf(behind)).toBe('queued')
    expect(held.value.get(behind)).toBe(first)
    expect(await rawStore()).not.toContain('told nobody')
  })

  it('waits when the server is overloaded or the session has ended', async () => {
    for (const status of [401, 429, 503]) {
      await database.entries.clear()
      const id = await enqueue({ ...note, subject: `h${status}`, body: {} })
      vi.stubGlobal('fetch', vi.fn(async () => answerOf(status, { title: 'later', status, code: 'later' }, { 'Retry-After': '7' })))
      await drain()
      const kept = await database.entries.get(id)
      expect(kept?.state).toBe('queued')
      expect(kept?.not_before).toBeGreaterThan(Date.now() + 5000)
    }
  })

  it('uploads a photo once, as it was taken, then sends its content address', async () => {
    const id = await enqueue({ ...note, body: { photos: [attachmentMark('k1')] }, attachments: new Map([['k1', photo('12345')]]) })
    const paths: string[] = []
    let body = ''
    let uploaded = ''
    vi.stubGlobal('fetch', vi.fn(async (path: string, init: RequestInit) => {
      paths.push(`${init.method} ${path.replace('/api/v1', '')}`)
      if (path.endsWith('/attachments')) return answerOf(201, { upload: 'u1', offset: 0 })
      if (init.method === 'PATCH') { uploaded = await (init.body as Blob).text(); return answerOf(200, { offset: 5 }) }
      if (path.endsWith('/complete')) return answerOf(200, { id: 'hash1' })
      body = String(init.body)
      return answerOf(200, {})
    }))
    await drain()
    expect(paths).toEqual(['POST /attachments', 'PATCH /attachments/uploads/u1', 'POST /attachments/uploads/u1/complete', 'POST /hazards/h1/comment'])
    expect(uploaded).toBe('12345')
    expect(JSON.parse(body)).toEqual({ photos: ['hash1'] })
    expect(await stateOf(id)).toBe('accepted')
    expect(await database.parts.count()).toBe(0)
  })

  it('goes on where the server stands, and begins again when the server has forgotten the upload', async () => {
    const id = await enqueue({ ...note, body: { photos: [attachmentMark('k2')] }, attachments: new Map([['k2', photo('1234567890')]]) })
    await database.parts.update('k2', { upload: 'old' })
    const offsets: string[] = []
    let forgotten = true
    vi.stubGlobal('fetch', vi.fn(async (path: string, init: RequestInit) => {
      if (init.method === 'HEAD') return new Response(null, { status: 200, headers: { 'Upload-Offset': '2' } })
      if (init.method === 'PATCH') {
        const at = new Headers(init.headers).get('Upload-Offset') ?? ''
        offsets.push(at)
        if (forgotten) { forgotten = false; return answerOf(404, { title: 'gone', status: 404, code: 'not_found' }) }
        return at === '0' ? answerOf(409, { title: 'go on', status: 409, code: 'attachment.wrong_offset' }, { 'Upload-Offset': '6' }) : answerOf(200, { offset: 10 })
      }
      if (path.endsWith('/attachments')) return answerOf(201, { upload: 'new', offset: 0 })
      return answerOf(200, { id: 'hash2' })
    }))
    await drain()
    expect(await stateOf(id)).toBe('queued')
    await retryNow(id)
    await drain()
    expect(offsets).toEqual(['2', '0', '6'])
    expect(await stateOf(id)).toBe('accepted')
  })

  it('takes over at once what a window was sending that died', async () => {
    const id = await enqueue({ ...note, body: {} })
    await database.entries.update(id, { state: 'sending', lease_until: Date.now() + 60_000 })
    await reloadCommands()
    vi.stubGlobal('fetch', vi.fn(async () => answerOf(200, {})))
    await drain()
    expect(await stateOf(id)).toBe('accepted')
  })

  it('saves from memory what the system has cleared before anybody looked, says so, and sends it', async () => {
    const kept = new Map<string, string>()
    vi.stubGlobal('localStorage', { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => kept.set(key, value) })
    await checkStore()
    whenMissing(checkStore)
    const id = await enqueue({ ...note, body: { text: 'x' } })
    for (const table of database.tables) await table.clear()
    const sent: string[] = []
    vi.stubGlobal('fetch', vi.fn(async (_: string, init: RequestInit) => { sent.push(String(init.body)); return answerOf(200, {}) }))
    await drain()
    expect(sent).toEqual(['{"text":"x"}'])
    expect(await stateOf(id)).toBe('accepted')
    expect(lost.value).toMatchObject({ before: 1, saved: 1, photos: 0 })
  })

  it('saves it also when the store closes again in the middle of saving', async () => {
    const kept = new Map<string, string>()
    vi.stubGlobal('localStorage', { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => kept.set(key, value) })
    await checkStore()
    whenMissing(checkStore)
    await enqueue({ ...note, body: { text: 'x' } })
    for (const table of database.tables) await table.clear()
    const sent: string[] = []
    vi.stubGlobal('fetch', vi.fn(async (_: string, init: RequestInit) => { sent.push(String(init.body)); return answerOf(200, {}) }))
    const closing = vi.spyOn(database.entries, 'put').mockRejectedValue(new Error('closed'))
    await drain()
    closing.mockRestore()
    expect(sent).toEqual([])
    await drain()
    expect(sent).toEqual(['{"text":"x"}'])
  })

  it('stops in the middle when the place closes, and sends the rest when it opens again', async () => {
    const ids = [await enqueue({ ...note, body: {} }), await enqueue({ ...note, subject: 'h2', body: {} })]
    const sent: string[] = []
    vi.stubGlobal('fetch', vi.fn(async (_: string, init: RequestInit) => {
      sent.push(new Headers(init.headers).get('Idempotency-Key') ?? '')
      lock()
      return answerOf(200, {})
    }))
    await drain()
    expect(sent).toEqual([ids[0]])
    expect(await stateOf(ids[1]!)).toBe('queued')
    expect(opened.value).toBeUndefined()
  })
})

describe('what was refused', () => {
  const refuse = () => vi.stubGlobal('fetch', vi.fn(async () => answerOf(422, { title: 'no', status: 422, code: 'no' })))

  it('is the only thing that can be dropped, with what makes no sense without it', async () => {
    const report = await enqueue({ ...note, subject: 'n1', kind: 'report', path: '/hazards', body: { description: 'a' } })
    const step = await enqueue({ ...note, subject: 'n1', body: {} })
    await discard(report)
    expect(await stateOf(report)).toBe('queued')
    refuse()
    await drain()
    await discard(report)
    expect(await stateOf(report)).toBeUndefined()
    expect(await stateOf(step)).toBeUndefined()
  })

  it('is offered to its form with words and pictures, and the new one takes its place in the order', async () => {
    const first = await enqueue({ ...note, kind: 'rectify', body: { measures: 'm', photos: [attachmentMark('k3')] }, attachments: new Map([['k3', photo('abc')]]) })
    const behind = await enqueue({ ...note, kind: 'close', body: {} })
    refuse()
    await drain()
    const taken = await takeForEditing(first)
    expect(taken).toMatchObject({ kind: 'rectify', body: { measures: 'm' }, problem: { code: 'no' } })
    expect(await taken?.attachments.get('k3')?.text()).toBe('abc')
    const again = await enqueue({ ...note, kind: 'rectify', body: { measures: 'better', photos: [attachmentMark('k3')] }, attachments: taken!.attachments, replaces: first })
    expect(await stateOf(first)).toBeUndefined()
    expect((await database.entries.get(again))?.order).toBeLessThan((await database.entries.get(behind))!.order)
    expect(held.value.size).toBe(0)
    expect(await database.parts.count()).toBe(1)
  })
})
