// The stops of the tour: every route of the app, and what opens on it. `title` heads the stop in docs/tour*.md; `as` is who looks (none: nobody is signed in);
// `open` brings the page from its first sight to what is to be seen.
import { readFileSync } from 'node:fs'

const tab = (name) => async (page) => { await page.locator(`[data-test=tab-${name}]`).click() }

const thisMonth = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7)
async function somebodyAbsent(page) {
  const field = page.locator('input[role=combobox]').first()
  await field.click()
  await page.locator('.q-menu .q-item').first().click()
  await page.locator('[data-test=repair], [data-test=note-only]').first().waitFor({ timeout: 30_000 })
}

const pin = '271828'
async function type(page) { for (const digit of pin) await page.locator('[data-test=pin-pad] .key', { hasText: digit }).click() }
async function lock(page) {
  await type(page)
  await page.waitForFunction(() => !document.querySelector('[data-test=pin-pad] i.set'))
  await type(page)
  await page.waitForURL((url) => url.pathname === '/')
  await page.locator('[data-test=lock-now]:visible').first().click()
  await page.waitForURL('**/lock')
}

const started = async (page) => {
  await page.locator('[data-test=why]').first().click()
  await page.locator('[data-choice=spot]').click()
  await page.locator('[data-test=begin-inspection]').click()
  await page.locator('[data-test=item]').waitFor()
}

/** In the order of a tour. `example`: a hazard; `person`, `place`, `zone`, `inspection`, `checklist`: ids of the demo section. */
export const stops = ({ example, person, place, zone, inspection, checklist }) => [
  { name: 'sign-in', path: '/sign-in', title: { zh: '登录', en: 'Signing in' } },
  { name: 'my-shift', path: '/', as: 'chief', title: { zh: '当班', en: 'My shift now' } },
  { name: 'report', path: '/report', as: 'chief', title: { zh: '报隐患', en: 'Reporting a hazard' } },
  { name: 'hazards', path: '/hazards', as: 'chief', title: { zh: '隐患', en: 'The hazards' } },
  { name: 'hazard', path: `/hazards/${example}`, as: 'chief', title: { zh: '一条隐患', en: 'One hazard' } },
  { name: 'board', path: '/board', as: 'chief', title: { zh: '隐患看板', en: 'The board' } },
  { name: 'map', path: '/map', as: 'chief', title: { zh: '巷道图', en: 'The roadways' } },
  { name: 'map-place', path: `/map?place=${place}`, as: 'chief', title: { zh: '巷道图上的一处', en: 'One place among the roadways' } },
  { name: 'map-zones', path: '/map?layer=zones', as: 'chief', title: { zh: '巷道图上的责任区', en: 'The zones among the roadways' } },
  { name: 'zones', path: '/zones', as: 'chief', title: { zh: '责任区', en: 'The zones' } },
  { name: 'zone', path: `/zones/${zone}`, as: 'chief', title: { zh: '一个责任区', en: 'One zone' } },
  { name: 'posting', path: '/posting', as: 'chief', title: { zh: '亮岗公示', en: 'The board of who holds what' } },
  { name: 'my-zone', path: '/my-zone', as: 'leader', title: { zh: '我的责任区', en: 'My zone' } },
  { name: 'inspect', path: `/inspect?place=${place}`, as: 'inspector', title: { zh: '去检查', en: 'Beginning an inspection' } },
  { name: 'inspect-item', path: `/inspect?place=${place}`, as: 'inspector', open: started, title: { zh: '检查一项', en: 'One item of an inspection' } },
  { name: 'due', path: '/inspections', as: 'chief', title: { zh: '该查的', en: 'What has to be inspected' } },
  { name: 'scores', path: '/inspections/scores', as: 'chief', title: { zh: '动态得分', en: 'The live scores' } },
  { name: 'inspections', path: '/inspections/records', as: 'chief', title: { zh: '检查记录', en: 'The inspections' } },
  { name: 'inspection', path: `/inspections/records/${inspection}`, as: 'chief', title: { zh: '一次检查', en: 'One inspection' } },
  { name: 'inspection-calendar', path: '/inspections/calendar', as: 'chief', title: { zh: '检查月历', en: 'The calendar of inspections' } },
  { name: 'checklists', path: '/inspections/checklists', as: 'chief', title: { zh: '检查表', en: 'The checklists' } },
  { name: 'checklist', path: `/inspections/checklists/${checklist}`, as: 'chief', title: { zh: '一张检查表', en: 'One checklist' } },
  { name: 'rhythms', path: '/inspections/rhythms', as: 'chief', title: { zh: '检查规则', en: 'Who inspects when' } },
  { name: 'coverage', path: '/coverage', as: 'chief', title: { zh: '人员保障', en: 'Coverage now' } },
  { name: 'coverage-month', path: '/coverage/month', as: 'chief', title: { zh: '全月保障表', en: "The month's coverage" } },
  { name: 'coverage-plan', path: '/coverage/plan', as: 'chief', title: { zh: '排下月', en: 'Planning a month' } },
  { name: 'coverage-published', path: '/coverage/plan?month=' + thisMonth, as: 'chief', title: { zh: '公布了的月计划', en: 'A published month' } },
  { name: 'coverage-absence', path: '/coverage/absence', as: 'chief', open: somebodyAbsent, title: { zh: '有人来不了', en: 'Somebody is absent' } },
  { name: 'coverage-mine', path: '/coverage/mine', as: 'leader', title: { zh: '我的班', en: 'My duties' } },
  { name: 'coverage-rules', path: '/coverage/rules', as: 'chief', title: { zh: '保障要求', en: 'What must be covered' } },
  { name: 'people', path: '/people', as: 'chief', title: { zh: '人员', en: 'The people' } },
  { name: 'person', path: `/people/persons/${person}`, as: 'chief', title: { zh: '一个人', en: 'One person' } },
  { name: 'roster', path: '/people/roster', as: 'chief', title: { zh: '排班', en: 'The roster' } },
  { name: 'crews', path: '/people/crews', as: 'chief', title: { zh: '班组', en: 'The crews' } },
  { name: 'posts', path: '/people/posts', as: 'chief', title: { zh: '岗位', en: 'The posts' } },
  { name: 'sections', path: '/people/sections', as: 'chief', title: { zh: '区队', en: 'The sections' } },
  { name: 'places', path: '/places', as: 'chief', title: { zh: '地点', en: 'The places' } },
  { name: 'place', path: `/places?place=${place}`, as: 'chief', title: { zh: '一处地点', en: 'One place' } },
  { name: 'plate-arrived', path: '/p/HW1', as: 'chief', title: { zh: '扫到不认识的牌子', en: 'A plate that is not ours' } },
  { name: 'imports', path: '/imports', as: 'administrator', title: { zh: '导入导出', en: 'Bringing files in and out' } },
  { name: 'accounts', path: '/accounts', as: 'administrator', title: { zh: '账号', en: 'The accounts' } },
  { name: 'tokens', path: '/accounts', as: 'administrator', open: tab('tokens'), title: { zh: '接口令牌', en: 'Tokens for other programs' } },
  { name: 'journal', path: '/journal', as: 'chief', title: { zh: '留痕记录', en: 'The journal' } },
  { name: 'devices', path: '/devices', as: 'chief', title: { zh: '这台设备上的人', en: 'The devices' } },
  { name: 'outbox', path: '/outbox', as: 'chief', title: { zh: '待发', en: 'The outbox' } },
  { name: 'settings', path: '/settings', as: 'chief', title: { zh: '设置', en: 'The settings' } },
  { name: 'design', path: '/design', as: 'chief', title: { zh: '标志', en: 'The signs' } },
  { name: 'design-colours', path: '/design', as: 'chief', open: tab('colours'), title: { zh: '颜色', en: 'The colours' } },
  { name: 'design-type', path: '/design', as: 'chief', open: tab('type'), title: { zh: '字和间距', en: 'Type and space' } },
  { name: 'design-actions', path: '/design', as: 'chief', open: tab('actions'), title: { zh: '操作', en: 'Actions' } },
  { name: 'design-states', path: '/design', as: 'chief', open: tab('states'), title: { zh: '各种情形', en: 'What stands where content is not' } },
  { name: 'pin', path: '/pin', as: 'worker', title: { zh: '设 PIN 码', en: 'Choosing a PIN' } },
  { name: 'lock', path: '/pin', at: '/lock', bare: true, as: 'worker', open: lock, title: { zh: '锁着', en: 'Locked' } },
]

/** The routes that the router knows but no stop of the tour visits. */
export function unvisited(all) {
  const source = readFileSync(new URL('../src/router.ts', import.meta.url), 'utf8')
  const paths = [...source.matchAll(/path: '([^']+)'/g)].map((match) => match[1]).filter((path) => !path.includes(':anything'))
  if (paths.length < 10) throw new Error('the routes cannot be read from src/router.ts')
  const first = (path) => path.split(/[/?]/)[1]
  const visited = new Set(all.flatMap((one) => [first(one.path), first(one.at ?? one.path)]))
  return paths.filter((path) => (path.startsWith(':') ? !all.some((one) => one.path.split('/').length > 2) : !visited.has(first(path))))
}
