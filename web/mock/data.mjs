// Believable data for development without the server. Not part of the product.
import { randomUUID } from 'node:crypto'

let seed = 7
export const chance = () => { seed = (seed * 1103515245 + 12345) % 2147483648; return seed / 2147483648 }
export const pick = (list) => list[Math.floor(chance() * list.length)]
const id = () => randomUUID()

export const section = { id: id(), name: '综掘一区', mine: '青石岭矿', shift_system: 'three_shifts' }
const crewNames = ['掘进一班', '掘进二班', '掘进三班', '检修班', '运输班', '机电班']
export const crews = crewNames.map((name) => ({ id: id(), section: section.id, name, kind: name === '检修班' ? 'maintenance' : 'production' }))
const postNames = [['班长', 'crew_leader'], ['掘进机司机', 'roadheader_driver'], ['支护工', 'support_worker'], ['皮带司机', 'belt_attendant'], ['电钳工', 'electro_fitter'], ['瓦斯检查工', 'gas_inspector'], ['安全检查工', 'safety_inspector'], ['喷浆工', 'shotcreter'], ['排水工', 'pump_worker'], ['运料工', 'material_handler'], ['验收员', 'quality_checker'], ['技术员', 'technician']]
export const posts = postNames.map(([name, code], index) => ({ id: id(), section: section.id, name, code, key: index < 7, certificates: [] }))
const surnames = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻'.split('')
const given = ['建国', '志强', '永福', '海林', '卫东', '德胜', '春生', '玉山', '宏伟', '晓光', '铁柱', '文斌', '保全', '立新', '庆华', '长河', '双喜', '振华', '松林', '满仓']
export const persons = Array.from({ length: 48 }, (_, index) => ({
  id: id(), section: section.id, crew: crews[index % 6].id, name: pick(surnames) + pick(given), number: String(20100 + index),
  member: index % 4 === 0, posts: [posts[index % 12].id], active: true,
}))
const place = (kind, name, code, from, to, length, parent) => ({ id: id(), section: section.id, kind, name, code, from, to, length_m: length, parent })
export const places = (() => {
  const main = place('roadway', '轨道大巷', 'GD01', { x: 0, y: 300 }, { x: 1500, y: 300 }, 1500)
  const belt = place('roadway', '皮带大巷', 'PD01', { x: 0, y: 360 }, { x: 1500, y: 360 }, 1500)
  const cross = place('roadway', '一号联络巷', 'LL01', { x: 320, y: 300 }, { x: 320, y: 360 }, 60, main.id)
  const trackGate = place('gateway', '3106 轨道顺槽', '3106G', { x: 520, y: 300 }, { x: 520, y: -420 }, 720, main.id)
  const beltGate = place('gateway', '3106 皮带顺槽', '3106P', { x: 640, y: 360 }, { x: 640, y: -420 }, 780, belt.id)
  const trackFace = place('heading', '3106 轨道顺槽迎头', '3106GY', { x: 520, y: -420 }, { x: 520, y: -560 }, 140, trackGate.id)
  const beltFace = place('heading', '3106 皮带顺槽迎头', '3106PY', { x: 640, y: -420 }, { x: 640, y: -540 }, 120, beltGate.id)
  trackFace.twin = beltFace.id; beltFace.twin = trackFace.id
  const returnAir = place('gateway', '3108 回风顺槽', '3108H', { x: 1080, y: 300 }, { x: 1080, y: -250 }, 550, main.id)
  const returnFace = place('heading', '3108 回风顺槽迎头', '3108HY', { x: 1080, y: -250 }, { x: 1080, y: -380 }, 130, returnAir.id)
  const rest = place('chamber', '永久避难硐室', 'BN01', { x: 820, y: 300 }, { x: 820, y: 210 }, 90, main.id)
  const power = place('chamber', '采区变电所', 'BD01', { x: 1240, y: 300 }, { x: 1240, y: 220 }, 80, main.id)
  const pump = place('chamber', '水泵房', 'SB01', { x: 180, y: 360 }, { x: 180, y: 440 }, 80, belt.id)
  const sump = place('roadway', '二号联络巷', 'LL02', { x: 580, y: -300 }, { x: 640, y: -300 }, 60, trackGate.id)
  return [main, belt, cross, trackGate, beltGate, trackFace, beltFace, returnAir, returnFace, rest, power, pump, sump]
})()
const code = (rows) => rows.map(([c, zh, en, national]) => ({ code: c, zh, en, national }))
export const codes = {
  levels: code([['major', '重大', 'Major', 1], ['A', 'A 级', 'Level A', 2], ['B', 'B 级', 'Level B', 3], ['C', 'C 级', 'Level C', 4]]),
  professions: code([['tunnelling', '掘进', 'Tunnelling', 2], ['electro_mechanical', '机电', 'Electro-mechanical', 3], ['transport', '运输', 'Transport', 4], ['ventilation', '通风', 'Ventilation', 5], ['geology', '地测', 'Geology and survey', 6], ['blasting', '爆破', 'Blasting', 8], ['water', '防治水', 'Water control', 12], ['monitoring', '监测监控', 'Monitoring', 13], ['other', '其他', 'Other', 17]]),
  inspection_types: code([['leader', '矿领导带班', 'Mine leader on shift', 3], ['daily', '日常检查', 'Daily', 4], ['post', '岗位自查', 'Post', 5], ['above', '上级检查', 'From above', 6], ['other', '其他', 'Other', 8]]),
  major_categories: ['超能力、超强度、超定员', '瓦斯超限作业', '突出矿井未防突', '高瓦斯未抽采或监控失灵', '通风系统不完善、不可靠', '有严重水患未采取有效措施', '超层越界', '冲击地压未采取有效措施', '自然发火严重未采取措施', '使用明令禁止或淘汰的设备、工艺', '没有双回路供电', '边建设边生产', '违规承包、转包', '改制期间无负责人或证照', '其他重大隐患'].map((zh, index) => ({ code: String(index + 1), zh, en: `Category ${index + 1}`, national: index + 1 })),
  roles: [['worker', '工人', 'Worker'], ['crew_leader', '班长', 'Crew leader'], ['inspector', '安检员', 'Inspector'], ['section_chief', '区长', 'Section chief'], ['administrator', '管理员', 'Administrator']].map(([c, zh, en]) => ({ code: c, zh, en })),
  hazard_states: [], certificates: [],
}
const texts = ['迎头左帮第三排锚杆托盘松动 2 根，帮部有片落迹象', '皮带机尾滚筒护罩缺失，清煤口无挡板', '掘进机电缆外皮破损约 5 厘米，未吊挂', '风筒接口漏风，距迎头 7 米，风量不足', '轨道接头错差超标，道夹板缺螺栓 2 条', '局扇双电源切换试验未记录', '瓦斯传感器距迎头 6 米，吊挂位置不当', '水沟淤堵，低洼处积水约 0.3 米', '顶板锚索外露超长，网片撕裂约 0.5 米', '开关台上积尘，标志牌与整定值不符', '喷浆料堆放占道，人行侧宽度不足 0.8 米', '单体支柱漏液，初撑力不足', '皮带跑偏撕边，托辊缺 3 个', '超前探水钻孔未挂牌管理', '灭火器压力不足，数量缺 1 具', '绞车钢丝绳断丝未及时更换，保险绳失效']
const measures = ['紧固托盘，补打锚杆 2 根', '补装护罩', '更换电缆并吊挂', '更换风筒，接口反边', '调整轨缝，补齐螺栓', '清淤并加设排水泵']
const iso = (time) => new Date(time).toISOString()
const letters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
const shortCode = () => Array.from({ length: 8 }, (_, i) => (i === 4 ? '-' : '') + pick([...letters])).join('')
const states = ['reported', 'verified', 'assigned', 'rectifying', 'rectifying', 'rectified', 'accepted', 'closed', 'closed', 'closed', 'archived', 'rejected']
export const hazards = Array.from({ length: 90 }, (_, index) => {
  const state = states[index % states.length]
  const level = pick(['A', 'B', 'B', 'C', 'C', 'C', 'major'])
  const at = Date.now() - index * 3.1 * 3600_000 - chance() * 3600_000
  const done = ['closed', 'archived', 'rejected'].includes(state)
  const fixes = ['reported', 'verified', 'rejected'].includes(state) ? undefined : {
    responsible: pick(persons).id, measure: pick(measures), funds: Math.floor(chance() * 500) * 1000, deadline: iso(at + 3600_000 * (8 + chance() * 120)), contingency: '停机断电，撤出人员，汇报调度', stop_work: level === 'major',
  }
  return {
    id: id(), code: shortCode(), version: 3, section: section.id, place: pick(places).id, profession: pick(codes.professions).code, inspection_type: pick(codes.inspection_types).code,
    description: pick(texts), level, national_level: codes.levels.find((l) => l.code === level).national, major_category: level === 'major' ? 5 : undefined,
    state, suspended: index % 17 === 3, overdue: !done && fixes !== undefined && Date.parse(fixes.deadline) < Date.now(), alarms_raised: index % 5 === 0 ? 2 : 0,
    reporter: pick(persons).id, reported_at: iso(at - 70_000 * (index % 4)), recorded_at: iso(at), shift: { date: iso(at).slice(0, 10), number: 1 + (index % 3) }, on_the_spot: false, photos: [], fixes,
    rectification: ['rectified', 'accepted', 'closed', 'archived'].includes(state) ? { by: fixes.responsible, at: iso(at + 7200_000), measures: pick(measures), photos: [] } : undefined,
    acceptance: ['accepted', 'closed', 'archived'].includes(state) ? { by: pick(persons).id, at: iso(at + 9000_000), note: '现场复查合格', photos: [] } : undefined,
    sent_back: index % 9 === 5 ? 1 : 0, extensions: [], repeats: [], comments: [], contested: [], rejected_reason: state === 'rejected' ? '现场核实不属实' : undefined, closed_at: done ? iso(at + 9900_000) : undefined,
  }
})
