// Stand-in for what those who look after people, places, files, accounts and the journal use. Not part of the product.
import { createHash, randomUUID } from 'node:crypto'
import { chance, codes, crews, hazards, persons, pick, places, posts, section } from './data.mjs'

const day = 86_400_000
const iso = (time) => new Date(time).toISOString()
const date = (time) => iso(time + 8 * 3600_000).slice(0, 10)
const word = (rows) => rows.map(([code, zh, en]) => ({ code, zh, en }))
const people_codes = {
  crew_kinds: word([['heading', '掘进班', 'Heading crew'], ['maintenance', '检修班', 'Maintenance crew'], ['transport', '运输班', 'Transport crew'], ['ventilation', '通风班', 'Ventilation crew'], ['electromechanical', '机电班', 'Electro-mechanical crew'], ['other', '其他', 'Other']]),
  posts: word([['crew_leader', '班长', 'Crew leader'], ['deputy_crew_leader', '副班长', 'Deputy crew leader'], ['roadheader_driver', '掘进机司机', 'Roadheader driver'], ['support_worker', '支护工', 'Support worker'], ['belt_attendant', '胶带输送机司机', 'Belt attendant'], ['electro_fitter', '电钳工', 'Electro-fitter'], ['gas_inspector', '瓦斯检查工', 'Gas inspector'], ['other', '其他', 'Other']]),
  certificates: word([['underground_electrical', '井下电气作业', 'Underground electrical work'], ['gas_inspection', '瓦斯检查作业', 'Gas inspection'], ['safety_inspection', '安全检查作业', 'Safety inspection'], ['shearer_roadheader', '采煤机（掘进机）操作作业', 'Shearer and roadheader operation'], ['water_exploration', '探放水作业', 'Water exploration and drainage'], ['first_aid', '自救互救与急救', 'First aid'], ['other', '其他', 'Other']]),
  exceptions: word([['leave', '休假', 'Leave'], ['sick', '病假', 'Sick'], ['training', '培训', 'Training'], ['swap_to_shift', '调班', 'Swap to shift']]),
  shifts: word([['morning', '早班', 'Morning shift'], ['afternoon', '中班', 'Afternoon shift'], ['evening', '晚班', 'Evening shift'], ['night', '夜班', 'Night shift']]),
}
const kinds = ['heading', 'heading', 'heading', 'maintenance', 'transport', 'electromechanical']
crews.forEach((one, index) => { one.kind = kinds[index]; one.active = true })
posts.forEach((one) => { one.active = true; one.certificates = { roadheader_driver: ['shearer_roadheader'], electro_fitter: ['underground_electrical'], gas_inspector: ['gas_inspection'], safety_inspector: ['safety_inspection'] }[one.code] ?? [] })
const start = date(Date.now() - 60 * day)
const pattern = [1, 1, 1, 2, 2, 2, 3, 3, 3, 0, 0, 0]
const rotations = new Map(crews.map((one, index) => [one.id, [{ from: date(Date.now() - (60 + index * 3) * day), pattern: index < 4 ? pattern : [1, 1, 1, 1, 1, 0, 0] }]]))
const shifts = [{ name: 'morning', starts_minute: 480, maintenance: false }, { name: 'afternoon', starts_minute: 960, maintenance: false }, { name: 'night', starts_minute: 1440, maintenance: false }]
const systems = new Map([[section.id, [{ from: start, system: { shifts } }]]])
const more = new Map(persons.map((one, index) => [one.id, {
  version: 1, phone: index % 3 ? `139${String(10000000 + index * 9173).slice(0, 8)}` : undefined, numbers: [],
  certificates: index % 5 === 4 ? [] : [{ code: 'first_aid', expires: date(Date.now() + (index * 37 - 60) * day) }, ...(posts.find((p) => p.id === one.posts[0])?.certificates ?? []).map((code) => ({ code, expires: date(Date.now() + (index * 23 - 100) * day) }))],
  exceptions: index % 6 === 2 ? [0, 1, 2].map((n) => ({ date: date(Date.now() + (n + index % 9 - 3) * day), kind: ['leave', 'sick', 'training'][index % 3] })) : index === 3 ? [{ date: date(Date.now()), kind: 'swap_to_shift', shift: 2 }] : [],
}]))
const risk_points = [{ id: randomUUID(), place: places[5].id, name: '过 F12 断层顶板破碎', risk_level: 4 }, { id: randomUUID(), place: places[5].id, name: '掘进机截割部', risk_level: 2 }, { id: randomUUID(), place: places[0].id, name: '斜巷运输', risk_level: 3 }]
const retired = new Set()
const role = (index) => (index === 0 ? ['section_chief', 'administrator'] : index === 2 ? ['inspector'] : index % 12 === 0 ? ['crew_leader'] : ['worker'])
const accounts = persons.slice(0, 22).map((one, index) => ({ id: randomUUID(), person: one.id, section: section.id, account: ['quzhang', 'gongren', 'anjian'][index] ?? one.number, roles: role(index), state: index === 9 ? 'locked' : index === 17 ? 'closed' : 'open' }))
let tokens = [{ id: randomUUID(), name: '调度室大屏', created_at: iso(Date.now() - 20 * day), expires_at: iso(Date.now() + 70 * day) }]
codes.roles = word([['worker', '工人', 'Worker'], ['holder', '责任区包保人', 'Zone holder'], ['crew_leader', '班长', 'Crew leader'], ['technician', '技术员', 'Technician'], ['inspector', '安检员', 'Inspector'], ['secretary', '支部书记', 'Branch secretary'], ['section_chief', '区长', 'Section chief'], ['mine_office', '矿安监', 'Mine office'], ['administrator', '管理员', 'Administrator']])

const nodes = [{ node: randomUUID(), name: '地面中心' }, { node: randomUUID(), name: '井下硐室站' }]
const journal = []
function write(kind, subject, body, at, who, headers = {}, node = nodes[0]) {
  const before = journal.filter((one) => one.node === node.node).at(-1)
  const fact = { node: node.node, seq: (before?.seq ?? 0) + 1, clock: at * 65536, section: section.id, subject, subject_kind: kind.split('.')[0], kind, body, actor: who, device: headers['headway-device'] ?? devices[who?.charCodeAt(3) % 4 || 0], command: headers['idempotency-key'] ?? randomUUID(), observed_at: headers['headway-observed-at'] ?? iso(at - Math.floor(chance() * 5) ** 4 * 1300), recorded_at: iso(at), received_at: iso(node === nodes[0] ? at : at + 5400_000), previous_hash: before?.hash ?? '0'.repeat(64) }
  journal.push({ ...fact, hash: createHash('sha256').update(JSON.stringify(fact)).digest('hex') })
}
const devices = Array.from({ length: 4 }, () => randomUUID())
const actor = () => pick(persons).id
write('section.founded', section.id, { name: section.name, shifts: { from: start, system: { shifts } } }, Date.now() - 61 * day, undefined)
for (const one of crews) write('crew.formed', one.id, { name: one.name, crew: one.kind }, Date.now() - 60.5 * day, persons[0].id)
for (const one of places) write('place.opened', one.id, { as: { kind: one.kind, name: one.name, code: one.code, length_m: one.length_m, from: one.from, to: one.to, parent: one.parent } }, Date.now() - 60 * day, persons[0].id)
for (const one of persons) write('person.joined', one.id, { crew: one.crew, posts: one.posts, member: one.member }, Date.now() - 59 * day, persons[0].id)
for (const one of [...hazards].reverse()) {
  const at = Date.parse(one.recorded_at)
  write('hazard.reported', one.id, { place: one.place, description: one.description, profession: one.profession, inspection_type: one.inspection_type, grade: { level: one.level, national_level: one.national_level }, photos: [] }, at, one.reporter, {}, nodes[chance() < 0.2 ? 1 : 0])
  if (one.fixes) write('hazard.assigned', one.id, { fixes: one.fixes }, at + 1800_000, persons[0].id)
  if (one.rectification) write('hazard.rectified', one.id, { measures: one.rectification.measures, photos: [] }, at + 7200_000, one.fixes.responsible)
  if (one.acceptance) write('hazard.accepted', one.id, { note: one.acceptance.note, photos: [] }, at + 9000_000, actor())
}

const personRecord = (one) => { const extra = more.get(one.id) ?? {}; return { id: one.id, section: one.section, crew: one.crew, posts: one.posts, member: one.member, active: one.active, certificates: extra.certificates ?? [], exceptions: extra.exceptions ?? [], version: extra.version ?? 1, identity: one.name ? { name: one.name, number: one.number, phone: extra.phone } : undefined, certificate_numbers: extra.numbers ?? [] } }
const crewRecord = (one) => ({ ...one, version: 1, contested: [], rotations: rotations.get(one.id) ?? [] })
const find = (list, id) => list.find((one) => one.id === id)
function shiftOf(crew, on) {
  const rotation = (rotations.get(crew) ?? []).filter((one) => one.from <= on).at(-1)
  return rotation ? rotation.pattern[Math.round((Date.parse(on) - Date.parse(rotation.from)) / day) % rotation.pattern.length] : 0
}
function roster(query) {
  const days = []
  for (let at = Date.parse(query.get('from')); at <= Date.parse(query.get('to')); at += day) {
    const on = iso(at).slice(0, 10)
    days.push({ date: on, shifts: [1, 2, 3].map((number) => ({ number, crews: crews.filter((one) => one.active && shiftOf(one.id, on) === number).map((one) => one.id), persons: persons.filter((one) => more.get(one.id)?.exceptions.some((each) => each.date === on && each.shift === number)).map((one) => one.id) })) })
  }
  const exceptions = persons.flatMap((one) => (more.get(one.id)?.exceptions ?? []).filter((each) => each.date >= query.get('from') && each.date <= query.get('to')).map((each) => ({ ...each, person: one.id })))
  return { section: section.id, days, exceptions }
}
function facts(query) {
  const node = query.get('node') || nodes[0].node
  const kind = query.get('kind')
  const before = Number(query.get('cursor') ?? Infinity)
  const limit = Number(query.get('limit') ?? 50)
  const found = journal.filter((one) => one.node === node && one.seq < before && (!query.get('subject') || one.subject === query.get('subject')) && (!query.get('actor') || one.actor === query.get('actor')) && (!kind || (kind.includes('.') ? one.kind === kind : one.subject_kind === kind))).sort((a, b) => b.seq - a.seq)
  const items = found.slice(0, limit)
  return { items, ...(found.length > limit ? { next: String(items.at(-1).seq) } : {}) }
}

export function administrationReading(path, query) {
  const id = path.split('/').at(-1)
  if (path === '/people/codes') return people_codes
  if (path.startsWith('/people/persons/')) { const one = find(persons, id); return one && personRecord(one) }
  if (path.startsWith('/people/crews/')) { const one = find(crews, id); return one && crewRecord(one) }
  if (path.startsWith('/people/sections/')) return { version: 1, contested: [], id: section.id, name: section.name, shift_systems: systems.get(id) ?? [] }
  if (path === '/roster') return roster(query)
  if (path === '/places') return { places: places.filter((one) => !retired.has(one.id)), joints: [], risk_points }
  if (/^\/places\/[^/]{36}$/.test(path)) { const one = find(places, id); return one && { ...one, version: 1, contested: [], open: !retired.has(id) } }
  if (path === '/accounts') return { items: accounts }
  if (path === '/tokens') return { items: tokens }
  if (path === '/journal') return facts(query)
  if (path === '/journal/nodes') return { items: nodes.map((one) => { const mine = journal.filter((each) => each.node === one.node); return { ...one, facts: mine.length, last_hash: mine.at(-1)?.hash ?? '0'.repeat(64) } }) }
  if (path === '/journal/verification') return { clean: true, nodes: nodes.length, facts: journal.length, subjects: new Set(journal.map((one) => one.subject)).size, findings_total: 0, findings: [] }
}

const refused = (status, title, pointer) => [status, { title, status, code: 'mock.refused', request_id: randomUUID(), errors: pointer ? [{ code: 'mock.refused', pointer, detail: title }] : undefined }]
/** [status, body, subject kind], or undefined when the path is somebody else's. */
export function administrationCommand(path, body, headers, who) {
  const [, area, first, id, step, last] = path.split('/')
  const wrote = (status, record, kind, verb) => { write(`${kind}.${verb}`, record.id, body, Date.now(), who, headers); return [status, record, kind] }
  if (area === 'people' && first === 'persons') {
    if (!id) {
      if (persons.some((one) => one.number === body.number)) return refused(409, '这个工号已经有人用了', '/number')
      const made = { id: body.id, section: body.section ?? section.id, crew: body.crew, name: body.name, number: body.number, member: body.member, posts: body.posts, active: true }
      persons.push(made); more.set(made.id, { version: 1, phone: body.phone, numbers: [], certificates: [], exceptions: [] })
      return wrote(201, personRecord(made), 'person', 'joined')
    }
    const one = find(persons, id); const extra = more.get(id)
    extra.version += 1
    if (step === 'change') { Object.assign(one, { name: body.name, number: body.number, crew: body.crew, posts: body.posts, member: body.member }); extra.phone = body.phone }
    if (step === 'leave') one.active = false
    if (step === 'erase') { one.name = ''; one.number = '' }
    if (last === 'grant') { extra.certificates = [...extra.certificates.filter((each) => each.code !== body.code), { code: body.code, expires: body.expires }]; if (body.number) extra.numbers = [...extra.numbers.filter((each) => each.code !== body.code), { code: body.code, number: body.number }] }
    if (last === 'withdraw') extra.certificates = extra.certificates.filter((each) => each.code !== body.code)
    return wrote(200, personRecord(one), 'person', { change: 'moved', leave: 'left', erase: 'left', certificates: last === 'grant' ? 'certificate_granted' : 'certificate_withdrawn' }[step])
  }
  if (area === 'people' && first === 'crews') {
    if (!id) { const made = { id: body.id, section: body.section, name: body.name, kind: body.kind, active: true }; crews.push(made); return wrote(201, crewRecord(made), 'crew', 'formed') }
    const one = find(crews, id)
    if (step === 'change') Object.assign(one, body)
    else one.active = false
    return wrote(200, crewRecord(one), 'crew', step === 'change' ? 'changed' : 'dissolved')
  }
  if (area === 'people' && first === 'posts') {
    if (!id) { const made = { ...body, active: true }; posts.push(made); return wrote(201, made, 'post', 'declared') }
    const one = find(posts, id)
    if (step === 'change') Object.assign(one, body)
    else one.active = false
    return wrote(200, one, 'post', step === 'change' ? 'changed' : 'withdrawn')
  }
  if (area === 'people' && first === 'sections') {
    if (step === 'rename') section.name = body.name
    else if (step) systems.get(id)?.push(body)
    return wrote(200, section, 'section', step === 'rename' ? 'renamed' : 'shift_system_set')
  }
  if (area === 'roster' && first === 'rotation') { rotations.get(body.crew).push(body.rotation); return wrote(200, crewRecord(find(crews, body.crew)), 'crew', 'rotation_set') }
  if (area === 'roster') {
    const extra = more.get(body.person)
    extra.exceptions = extra.exceptions.filter((one) => one.date !== body.date)
    if (!id) extra.exceptions = [...extra.exceptions, { date: body.date, kind: body.kind, shift: body.shift }].sort((a, b) => a.date.localeCompare(b.date))
    return wrote(200, personRecord(find(persons, body.person)), 'person', id ? 'exception_lifted' : 'exception_set')
  }
  if (area === 'places' && first === 'risk-points') {
    if (!id) { risk_points.push(body); return wrote(201, body, 'risk_point', 'declared') }
    const at = risk_points.findIndex((one) => one.id === id)
    if (step === 'change') Object.assign(risk_points[at], body)
    const [one] = step === 'withdraw' ? risk_points.splice(at, 1) : [risk_points[at]]
    return wrote(200, one, 'risk_point', step === 'change' ? 'changed' : 'withdrawn')
  }
  if (area === 'places') {
    if (!first) {
      if (places.some((one) => one.code === body.code)) return refused(409, '这个编号已经用过', '/code')
      const made = { section: section.id, ...body }; places.push(made); return wrote(201, { ...made, version: 1, open: true }, 'place', 'opened')
    }
    const one = find(places, first)
    if (id === 'change') Object.assign(one, body)
    else retired.add(first)
    return wrote(200, { ...one, version: 2, open: !retired.has(first) }, 'place', id === 'change' ? 'changed' : 'retired')
  }
  if (area === 'accounts') {
    if (!first) { const made = { id: body.id, person: body.person, section: section.id, account: body.account, roles: body.roles, state: 'open' }; accounts.push(made); return [201, made, 'account'] }
    const one = find(accounts, first)
    if (id === 'roles') one.roles = body.roles
    if (id === 'lock') one.state = 'locked'
    if (id === 'unlock') one.state = 'open'
    if (id === 'close') { one.state = 'closed'; one.account = '' }
    return id === 'password' ? [204, undefined, 'account'] : wrote(200, one, 'account', { roles: 'roles_set', lock: 'locked', unlock: 'unlocked', close: 'closed' }[id])
  }
  if (area === 'tokens') { const made = { id: randomUUID(), name: body.name, created_at: iso(Date.now()), expires_at: `${body.expires}T16:00:00.000Z` }; tokens.push(made); return [201, { ...made, token: createHash('sha256').update(made.id).digest('base64url') }, 'token'] }
  return undefined
}
export function administrationRemoval(path) {
  const [, area, id] = path.split('/')
  if (area === 'tokens') tokens = tokens.filter((one) => one.id !== id)
  return area === 'tokens' || area === 'imports' ? 204 : 404
}

/** A file whose name has "wrong" in it is full of errors. */
export function importPreview(query) {
  const bad = (query.get('file_name') ?? '').includes('wrong')
  const errors = [['人员', 4, 'B', '工号', 'people.number_taken', '工号“20103”已经有人用了'], ['人员', 7, 'D', '班组', 'import.code_unknown', '没有叫“掘进四班”的班组，可填：掘进一班、掘进二班、掘进三班、检修班、运输班、机电班'], ['人员', 12, 'F', '出生日期', 'import.date_wrong', '“2026/13/1”不是正确的日期，应写成 2026-01-31'], ['人员', 12, 'G', '电话', 'import.digits_lost', '“1.39E+10”在表格里被当成数字，末几位已丢失；请把这一列设为“文本”格式后重填']]
  return { id: randomUUID(), kind: query.get('kind'), file_name: query.get('file_name'), rows: 48, errors_total: bad ? 131 : 0, errors: bad ? errors.map(([sheet, row, column, header, code, detail]) => ({ sheet, row, column, header, code, detail })) : [], changes: bad ? { added: 0, changed: 0, unchanged: 0 } : { added: 6, changed: 3, unchanged: 39 }, sample: [] }
}
