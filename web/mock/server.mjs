// A stand-in for the server during development of the web app. Not part of the product.
import { createHash, randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import { codes, crews, hazards, persons, posts, section } from './data.mjs'
import { administrationCommand, administrationReading, administrationRemoval, importPreview } from './administration.mjs'

const port = Number(process.env.PORT ?? 8080)
const chief = persons[0]
const permissions = ['read_section', 'report_hazard', 'verify_hazard', 'assign_hazard', 'rectify_hazard', 'accept_hazard', 'close_hazard', 'escalate_hazard', 'settle_contest', 'manage_places', 'manage_people', 'manage_accounts', 'import_data', 'export_data', 'read_journal']
const people = { quzhang: 0, gongren: 1, anjian: 2 }
const sessions = Object.fromEntries(Object.entries(people).map(([account, index]) => [account, { person: persons[index].id, name: persons[index].name, account, section: section.id, roles: ['section_chief'], permissions: account === 'gongren' ? ['read_section', 'report_hazard', 'rectify_hazard'] : permissions, language: 'zh' }]))
let session = sessions.quzhang
const node = randomUUID()
const streams = new Set()
const answers = new Map()
const uploads = new Map()
const blobs = new Map()
const timelines = new Map()
let seq = 1000

const open = (one) => !['closed', 'archived', 'rejected'].includes(one.state)
const rank = ['blue', 'yellow', 'orange', 'red']
function shiftAt(time) {
  const local = new Date(time + 8 * 3600_000)
  const number = Math.floor(local.getUTCHours() / 8)
  const begins = Date.UTC(local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate(), number * 8) - 8 * 3600_000
  const names = [['夜班', 'Night'], ['早班', 'Morning'], ['中班', 'Afternoon']]
  return { date: local.toISOString().slice(0, 10), number: number + 1, name_zh: names[number][0], name_en: names[number][1], begins: new Date(begins).toISOString(), ends: new Date(begins + 8 * 3600_000).toISOString(), maintenance: false }
}
function fact(hazard, kind, body, at, headers = {}) {
  const made = { node, seq: ++seq, clock: `${at}.0`, kind, body, actor: session.person, device: headers['headway-device'] ?? randomUUID(), observed_at: headers['headway-observed-at'] ?? new Date(at - 130_000).toISOString(), recorded_at: new Date(at).toISOString(), received_at: new Date(at).toISOString() }
  if (!timelines.has(hazard.id)) timelines.set(hazard.id, [])
  timelines.get(hazard.id).push(made)
}
for (const one of hazards) {
  fact(one, 'reported', { place: one.place, description: one.description }, Date.parse(one.recorded_at))
  if (one.fixes) { fact(one, 'verified', {}, Date.parse(one.recorded_at) + 900_000); fact(one, 'assigned', one.fixes, Date.parse(one.recorded_at) + 1800_000) }
  if (one.rectification) fact(one, 'rectified', { measures: one.rectification.measures }, Date.parse(one.rectification.at))
  if (one.acceptance) fact(one, 'accepted', { note: one.acceptance.note }, Date.parse(one.acceptance.at))
}
function my() {
  const now = Date.now()
  const kinds = { reported: 'verify', verified: 'assign', assigned: 'rectify', rectifying: 'rectify', rectified: 'accept' }
  const to_do = hazards.filter((one) => kinds[one.state]).slice(0, 9).map((hazard) => ({ kind: kinds[hazard.state], hazard, due: hazard.fixes?.deadline, overdue: hazard.overdue }))
  return {
    now: new Date(now).toISOString(), shift: shiftAt(now), next: shiftAt(now + 8 * 3600_000), crew_on_shift: [crews[1].id], on_shift: true, posts: chief.posts, to_do,
    counts: { open: hazards.filter(open).length, overdue: hazards.filter((one) => one.overdue).length, reported_today: 6, closed_today: 4, major_open: hazards.filter((one) => open(one) && one.level === 'major').length },
    my_reports: hazards.slice(0, 5),
  }
}
function list(query) {
  let found = [...hazards]
  for (const key of ['state', 'place', 'level', 'reporter']) if (query.get(key)) found = found.filter((one) => one[key] === query.get(key))
  if (query.get('responsible')) found = found.filter((one) => one.fixes?.responsible === query.get('responsible'))
  if (query.get('open') === 'true') found = found.filter(open)
  if (query.get('overdue') === 'true') found = found.filter((one) => one.overdue)
  if (query.get('text')) found = found.filter((one) => (one.description + one.code).includes(query.get('text')))
  if (query.get('sort') === 'deadline') found.sort((a, b) => (a.fixes?.deadline ?? '9').localeCompare(b.fixes?.deadline ?? '9'))
  const start = Number(query.get('cursor') ?? 0)
  const limit = Number(query.get('limit') ?? 30)
  return { items: found.slice(start, start + limit), ...(start + limit < found.length ? { next: String(start + limit) } : {}) }
}
function colours() {
  const by = new Map()
  for (const one of hazards.filter(open)) {
    const now = by.get(one.place) ?? { place: one.place, colour: 'blue', open: 0 }
    const colour = rank[Math.max(0, 4 - one.national_level)]
    if (rank.indexOf(colour) > rank.indexOf(now.colour)) now.colour = colour
    now.open += 1
    by.set(one.place, now)
  }
  return { items: [...by.values()] }
}
const steps = {
  verify: ['verified', (h) => { h.state = 'verified' }], reject: ['rejected', (h, b) => { h.state = 'rejected'; h.rejected_reason = b.reason }],
  grade: ['graded', (h, b) => { h.level = b.level; h.national_level = codes.levels.find((l) => l.code === b.level).national }],
  assign: ['assigned', (h, b) => { h.state = 'assigned'; h.fixes = b }], start: ['started', (h) => { h.state = 'rectifying' }],
  rectify: ['rectified', (h, b) => { h.state = 'rectified'; h.rectification = { by: session.person, at: new Date().toISOString(), measures: b.measures, photos: photos(b.photos) } }],
  accept: ['accepted', (h, b) => { h.state = 'accepted'; h.acceptance = { by: session.person, at: new Date().toISOString(), note: b.note, photos: photos(b.photos) } }],
  'send-back': ['sent_back', (h) => { h.state = 'rectifying'; h.sent_back += 1 }], extension: ['extension_asked', (h, b) => h.extensions.push({ asked_by: session.person, asked_at: new Date().toISOString(), until: b.until, reason: b.reason, outcome: 'asked' })],
  'extension/grant': ['extension_granted', (h) => { h.extensions.at(-1).outcome = 'granted'; h.fixes.deadline = h.extensions.at(-1).until }], 'extension/refuse': ['extension_refused', (h) => { h.extensions.at(-1).outcome = 'refused' }],
  suspend: ['suspended', (h) => { h.suspended = true }], resume: ['resumed', (h) => { h.suspended = false }], upgrade: ['upgraded', (h, b) => { h.level = b.level }],
  supervise: ['supervised', (h, b) => { h.supervised = { by_level: b.by_level, since: new Date().toISOString() } }], close: ['closed', (h) => { h.state = 'closed'; h.closed_at = new Date().toISOString() }], archive: ['archived', (h) => { h.state = 'archived' }],
  comment: ['commented', (h, b) => h.comments.push({ by: session.person, at: new Date().toISOString(), text: b.text, photos: photos(b.photos) })], link: ['repeat_linked', (h, b) => h.repeats.push(b.repeat_of)], settle: ['dispute_settled', (h) => { h.contested = [] }],
}
const photos = (ids) => (ids ?? []).map((one) => ({ id: one, media_type: 'image/jpeg' }))
function report(body, headers) {
  const at = Date.now()
  const level = body.level ?? 'C'
  const made = { id: body.id, code: randomUUID().slice(0, 9).toUpperCase(), version: 1, section: section.id, suspended: false, overdue: false, alarms_raised: 0, reporter: session.person, reported_at: headers['headway-observed-at'], recorded_at: new Date(at).toISOString(), shift: { date: shiftAt(at).date, number: shiftAt(at).number }, sent_back: 0, extensions: [], repeats: [], comments: [], contested: [], place: body.place, profession: body.profession, inspection_type: body.inspection_type, description: body.description, level, national_level: codes.levels.find((l) => l.code === level).national, major_category: body.major_category, state: body.on_the_spot ? 'rectified' : 'reported', on_the_spot: !!body.on_the_spot, photos: photos(body.photos) }
  hazards.unshift(made)
  fact(made, 'reported', body, at, headers)
  return made
}
function command(path, body, headers) {
  if (path === '/hazards') return [201, report(body, headers)]
  const match = path.match(/^\/hazards\/([^/]+)\/(.+)$/)
  const hazard = hazards.find((one) => one.id === match?.[1])
  const step = steps[match?.[2]]
  if (!hazard || !step) return [404, { title: '没有这条隐患', status: 404, code: 'not_found', request_id: randomUUID() }]
  if (match[2] === 'accept' && hazard.rectification?.by === session.person) return [422, { title: '验收人不能是整改人', status: 422, code: 'acceptor_is_rectifier', detail: '整改是你做的，请另一个人到现场验收', request_id: randomUUID() }]
  step[1](hazard, body)
  hazard.version += 1
  fact(hazard, step[0], body, Date.now(), headers)
  return [200, hazard]
}
function reading(path, query) {
  if (path === '/directory') return { sections: [section], crews, posts, persons }
  if (path === '/codes') return codes
  if (path === '/places/colours') return colours()
  const administered = administrationReading(path, query)
  if (administered) return administered
  if (path === '/shift') { const now = Date.now(); return { now: new Date(now).toISOString(), section: section.id, shift_system: 'three_shifts', shift: shiftAt(now), crew_on: [crews[1].id], next: shiftAt(now + 8 * 3600_000) } }
  if (path === '/my') return my()
  if (path === '/hazards') return list(query)
  if (path === '/hazards/board') return { columns: [...new Set(['reported', 'verified', 'assigned', 'rectifying', 'rectified', 'accepted', 'closed', 'rejected'])].map((state) => { const all = hazards.filter((one) => one.state === state); return { state, count: all.length, items: all.slice(0, 20) } }) }
  if (path === '/hazards/similar') return { items: hazards.filter((one) => [...(query.get('text') ?? '')].filter((letter) => one.description.includes(letter)).length > 3).slice(0, 3).map((one) => ({ id: one.id, code: one.code, description: one.description, place: one.place, state: one.state, measures: one.rectification?.measures, score: 0.7 })) }
  const timeline = path.match(/^\/hazards\/([^/]+)\/timeline$/)
  if (timeline) return { items: timelines.get(timeline[1]) ?? [] }
  const one = path.match(/^\/hazards\/([^/]+)$/)
  return one ? hazards.find((hazard) => hazard.id === one[1]) : undefined
}
const stampOf = (by, at, seen = at) => ({ by, observed_at: seen, recorded_at: at })
/** The flat hazards of the stand-in in the shape of the server. */
function nested(value) {
  if (Array.isArray(value)) return value.map(nested)
  if (typeof value !== 'object' || value === null) return value
  if (!('reported_at' in value)) return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, nested(one)]))
  const h = value
  const done = (step, more = {}) => step && { ...stampOf(step.by, step.at), ...step, photos: (step.photos ?? []).map((p) => p.id), ...more }
  return {
    id: h.id, code: h.code, section: h.section, place: h.place, profession: h.profession, inspection_type: h.inspection_type, description: h.description, grade: { level: h.level, national_level: h.national_level, major_category: h.major_category },
    state: h.state, reported: stampOf(h.reporter, h.recorded_at, h.reported_at), shift: h.shift, photos: h.photos.map((p) => p.id), fixes: h.fixes, rectification: done(h.rectification, { on_the_spot: h.on_the_spot }), acceptance: done(h.acceptance), rejected_reason: h.rejected_reason,
    sent_back: h.sent_back, extensions: h.extensions.map((e) => ({ ...stampOf(e.asked_by, e.asked_at), ...e })), suspended: h.suspended ? { ...stampOf(h.reporter, h.recorded_at), reason: 'x', until: h.recorded_at } : undefined, supervised: h.supervised, comments: h.comments.map((c) => done(c)),
    repeats: h.repeats, disputes: [], closed: h.closed_at && stampOf(h.reporter, h.closed_at), alarms: [], alarms_raised: h.alarms_raised, changed: stampOf(h.reporter, `${h.recorded_at}${h.version}`), version: h.version,
  }
}
const send = (response, status, body, headers = {}) => { response.writeHead(status, { 'Content-Type': status < 400 ? 'application/json' : 'application/problem+json', ...headers }); response.end(body === undefined ? undefined : JSON.stringify(nested(body))) }
const bytes = async (request) => { const parts = []; for await (const part of request) parts.push(part); return Buffer.concat(parts) }

async function uploading(request, response, path) {
  const [, , , id, last] = path.split('/')
  if (request.method === 'GET') { const blob = blobs.get(path.split('/')[2]); if (!blob) return send(response, 404, { title: '没有', status: 404, code: 'not_found' }); response.writeHead(200, { 'Content-Type': 'image/jpeg' }); return response.end(blob) }
  if (path === '/attachments') { const upload = randomUUID(); uploads.set(upload, Buffer.alloc(0)); return send(response, 201, { upload, offset: 0 }) }
  if (request.method === 'HEAD') return send(response, 200, undefined, { 'Upload-Offset': String(uploads.get(id)?.length ?? 0) })
  if (request.method === 'PATCH') { uploads.set(id, Buffer.concat([uploads.get(id), await bytes(request)])); return send(response, 200, { offset: uploads.get(id).length }) }
  if (last === 'complete') { const blob = uploads.get(id); const hash = createHash('sha256').update(blob).digest('hex'); blobs.set(hash, blob); return send(response, 200, { id: hash, media_type: 'image/jpeg', size: blob.length, width: 1, height: 1 }) }
}

createServer(async (request, response) => {
  const url = new URL(request.url, 'http://mock')
  const path = url.pathname.replace('/api/v1', '')
  const cookie = request.headers.cookie?.match(/headway=(\w+)/)?.[1]
  const signedIn = cookie !== undefined
  if (signedIn) session = sessions[cookie] ?? sessions.quzhang
  if (path === '/session' && request.method === 'POST') {
    const body = JSON.parse(await bytes(request))
    if (body.password === 'wrong') return send(response, 401, { title: '账号或密码不对', status: 401, code: 'wrong_password' })
    const account = sessions[body.account] ? body.account : 'quzhang'
    return send(response, 200, sessions[account], { 'Set-Cookie': `headway=${account}; HttpOnly; SameSite=Strict; Path=/` })
  }
  if (!signedIn) return send(response, 401, { title: '请先登录', status: 401, code: 'not_signed_in' })
  if (path === '/session') return request.method === 'GET' ? send(response, 200, session) : send(response, 204, undefined, { 'Set-Cookie': 'headway=; Max-Age=0; Path=/' })
  if (path === '/events') { response.writeHead(200, { 'Content-Type': 'text/event-stream' }); response.write(':\n\n'); streams.add(response); return request.on('close', () => streams.delete(response)) }
  if (path.startsWith('/attachments')) return uploading(request, response, path)
  if (path.startsWith('/exports/')) { response.writeHead(200, { 'Content-Type': 'text/csv', 'Content-Disposition': `attachment; filename="${path.split('/').at(-1)}"` }); return response.end('\uFEFF') }
  if (request.method === 'GET') { const found = reading(path, url.searchParams); return found === undefined ? send(response, 404, { title: '找不到', status: 404, code: 'not_found', request_id: randomUUID() }) : send(response, 200, found) }
  if (request.method === 'DELETE') return send(response, administrationRemoval(path))
  if (path === '/imports') { await bytes(request); return send(response, 200, importPreview(url.searchParams)) }
  const body = JSON.parse((await bytes(request)).toString() || '{}')
  if (path.startsWith('/imports/')) return send(response, 200, { applied: 9 })
  const key = request.headers['idempotency-key']
  if (answers.has(key)) return send(response, answers.get(key)[0], answers.get(key)[1], { 'Headway-Replayed': 'true' })
  const [status, said, kind = 'hazard'] = administrationCommand(path, body, request.headers, session.person) ?? command(path, body, request.headers)
  answers.set(key, [status, said])
  send(response, status, said)
  if (status < 400) for (const stream of streams) stream.write(`event: change\ndata: ${JSON.stringify({ subject_kind: kind, subject: said?.id ?? '', version: said?.version, section: section.id })}\n\n`)
}).listen(port, '127.0.0.1', () => console.log(`mock on http://127.0.0.1:${port}`))
