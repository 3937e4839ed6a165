import { beforeEach, describe, expect, it, vi } from 'vitest'
import { database, type queued_command } from './database'
import { backOff, replaceMarks, sendable } from './order'
import { attachmentMark, discard, enqueue, setOutboxOwner } from './queue'
import { drain } from './sender'
import { uuid7 } from './uuid'

function command(order: number, subject: string, more: Partial<queued_command> = {}): queued_command {
  return {
    id: `c${order}`, order, person: 'p1', subject, subject_kind: 'hazard', kind: 'verify', path: `/hazards/${subject}/verify`, body: {}, observed_at: '2026-06-21T00:00:00.000Z',
    device: 'd', attachments: [], state: 'queued', attempts: 0, not_before: 0, lease_until: 0, ...more,
  }
}

const answerOf = (status: number, body: unknown, headers: Record<string, string> = {}) => new Response(JSON.stringify(body), { status, headers })
const note = { subject: 'h1', subject_kind: 'hazard', kind: 'comment', path: '/hazards/h1/comment' }

describe('which command goes next', () => {
  it('keeps the order within one subject', () => {
    expect(sendable([command(2, 'a'), command(1, 'a')], 'p1', 0)?.order).toBe(1)
  })
  it('lets another subject pass one that waits', () => {
    expect(sendable([command(1, 'a', { not_before: 99 }), command(2, 'a'), command(3, 'b')], 'p1', 10)?.order).toBe(3)
  })
  it('leaves alone what another tab is sending, until its claim expires', () => {
    const open = [command(1, 'a', { state: 'sending', lease_until: 50 })]
    expect(sendable(open, 'p1', 10)).toBeUndefined()
    expect(sendable(open, 'p1', 60)?.order).toBe(1)
  })
  it('never sends what another person did', () => {
    expect(sendable([command(1, 'a', { person: 'p2' })], 'p1', 0)).toBeUndefined()
  })
})

describe('waiting between attempts', () => {
  it('doubles, spreads and is bounded', () => {
    expect(backOff(1, () => 1)).toBe(1000)
    expect(backOff(4, () => 1)).toBe(8000)
    expect(backOff(4, () => 0)).toBe(4000)
    expect(backOff(60, () => 1)).toBe(300_000)
  })
})

describe('ids', () => {
  it('are version 7 and grow even within one millisecond', () => {
    const made = Array.from({ length: 5000 }, () => uuid7(1_780_000_000_000))
    expect(made.every((one) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(one))).toBe(true)
    expect([...made].sort()).toEqual(made)
    expect(new Set(made).size).toBe(made.length)
  })
})

describe('the body on the wire', () => {
  it('names attachments by what the server called them', () => {
    expect(replaceMarks({ photos: [attachmentMark('k1')], on_the_spot: { photos: [attachmentMark('k2')] }, n: 1 }, new Map([['k1', 'hash1'], ['k2', 'hash2']])))
      .toEqual({ photos: ['hash1'], on_the_spot: { photos: ['hash2'] }, n: 1 })
  })
})

describe('sending', () => {
  beforeEach(async () => {
    await database.commands.clear()
    await database.attachments.clear()
    await setOutboxOwner('p1')
  })

  it('is stored before it is sent, with its id and the time of the device', async () => {
    const at = new Date('2026-06-21T03:04:05.678Z')
    const id = await enqueue({ ...note, body: { text: 'x' } }, at)
    expect(await database.commands.get(id)).toMatchObject({ state: 'queued', observed_at: at.toISOString(), body: { text: 'x' } })
  })

  it('repeats the same command id after a lost answer, and accepts the replay', async () => {
    const id = await enqueue({ ...note, body: {} })
    const sent: string[] = []
    vi.stubGlobal('fetch', vi.fn(async (_: string, init: RequestInit) => {
      sent.push(new Headers(init.headers).get('Idempotency-Key') ?? '')
      if (sent.length === 1) throw new TypeError('network')
      return answerOf(200, { id: 'h1' }, { 'Headway-Replayed': 'true' })
    }))
    await drain()
    expect((await database.commands.get(id))?.state).toBe('queued')
    await database.commands.update(id, { not_before: 0 })
    await drain()
    expect(sent).toEqual([id, id])
    expect((await database.commands.get(id))?.state).toBe('accepted')
  })

  it('keeps a refusal with its reason and goes on with the next', async () => {
    const first = await enqueue({ ...note, body: {} })
    const second = await enqueue({ ...note, body: { text: 'two' } })
    const replies = [answerOf(422, { title: 'no', status: 422, code: 'acceptor_is_rectifier' }), answerOf(200, {})]
    vi.stubGlobal('fetch', vi.fn(async () => replies.shift()))
    await drain()
    expect(await database.commands.get(first)).toMatchObject({ state: 'refused', problem: { code: 'acceptor_is_rectifier' } })
    expect((await database.commands.get(second))?.state).toBe('accepted')
  })

  it('waits when the server is overloaded or the session has ended', async () => {
    for (const status of [401, 429, 503]) {
      await database.commands.clear()
      const id = await enqueue({ ...note, body: {} })
      vi.stubGlobal('fetch', vi.fn(async () => answerOf(status, { title: 'later', status, code: 'later' }, { 'Retry-After': '7' })))
      await drain()
      const kept = await database.commands.get(id)
      expect(kept?.state).toBe('queued')
      expect(kept?.not_before).toBeGreaterThan(Date.now() + 5000)
    }
  })

  it('uploads a photo once, then sends its content address', async () => {
    const id = await enqueue({ ...note, body: { photos: [attachmentMark('k1')] }, attachments: new Map([['k1', new Blob(['12345'], { type: 'image/jpeg' })]]) })
    const paths: string[] = []
    let body = ''
    vi.stubGlobal('fetch', vi.fn(async (path: string, init: RequestInit) => {
      paths.push(`${init.method} ${path}`)
      if (path.endsWith('/attachments')) return answerOf(201, { upload: 'u1', offset: 0 })
      if (init.method === 'PATCH') return answerOf(200, { offset: 5 })
      if (path.endsWith('/complete')) return answerOf(200, { id: 'hash1' })
      body = String(init.body)
      return answerOf(200, {})
    }))
    await drain()
    expect(paths).toEqual(['POST /api/v1/attachments', 'PATCH /api/v1/attachments/uploads/u1', 'POST /api/v1/attachments/uploads/u1/complete', 'POST /api/v1/hazards/h1/comment'])
    expect(JSON.parse(body)).toEqual({ photos: ['hash1'] })
    expect((await database.commands.get(id))?.state).toBe('accepted')
  })

  it('goes on where the server stands, and begins again when the server has forgotten the upload', async () => {
    const id = await enqueue({ ...note, body: { photos: [attachmentMark('k2')] }, attachments: new Map([['k2', new Blob(['1234567890'], { type: 'image/jpeg' })]]) })
    await database.attachments.update('k2', { upload: 'old' })
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
    expect((await database.commands.get(id))?.state).toBe('queued')
    await database.commands.update(id, { not_before: 0 })
    await drain()
    expect(offsets).toEqual(['2', '0', '6'])
    expect((await database.commands.get(id))?.state).toBe('accepted')
  })

  it('throws nothing away that the server has not refused', async () => {
    const id = await enqueue({ ...note, body: {} })
    await discard(id)
    expect(await database.commands.get(id)).toBeDefined()
    await database.commands.update(id, { state: 'refused' })
    await discard(id)
    expect(await database.commands.get(id)).toBeUndefined()
  })
})
