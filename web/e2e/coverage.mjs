// Coverage from end to end: the next month is planned, what cannot be covered is said in words and accepted by name, the month is published; somebody goes sick,
// the gap is on the board within a second, a remedy is taken, and whoever steps in sees it on the phone, also without a network.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { closePage, desk, openPage, phone, picture, signIn } from './browser.mjs'
import { commandHeaders, uuid7 } from './commands.mjs'
import { openDevice, openNetwork, readyToGoDown, takePlace } from './device.mjs'

const said = JSON.parse(readFileSync(new URL('../src/texts/zh.json', import.meta.url), 'utf8'))
const zone = 8 * 3_600_000
const dateIn = (days) => new Date(Date.now() + zone + days * 86_400_000).toISOString().slice(0, 10)
const nextMonth = () => { const [year, month] = dateIn(0).split('-').map(Number); return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 7) }

function as(url, cookie) {
  return {
    get: async (path) => { const answer = await fetch(`${url}/api/v1${path}`, { headers: { Cookie: cookie } }); assert(answer.ok, `${path}: ${answer.status} ${await answer.clone().text()}`); return answer.json() },
    post: (path, body) => fetch(`${url}/api/v1${path}`, { method: 'POST', headers: commandHeaders(cookie), body: JSON.stringify(body) }),
  }
}

/** Lets the month be planned, unless somebody has already, and waits for what comes out. */
async function planned(page) {
  await page.goto('/coverage/plan')
  await page.locator('[data-test=month-state]').waitFor()
  const outcome = page.locator('[data-test=outcome]')
  await page.locator('[data-test=start-plan], [data-test=outcome], [data-test=solving]').first().waitFor()
  if (await page.locator('[data-test=start-plan]').count()) {
    await page.locator('[data-test=start-plan]').click()
    await page.locator('[data-test=solving], [data-test=outcome]').first().waitFor()
    await picture(page, 'desk-zh-coverage-solving')
  }
  await outcome.waitFor({ timeout: 120_000 })
}

export async function monthPublished({ browser, url, accounts }) {
  const chief = as(url, accounts.chief.cookie)
  const month = nextMonth()
  const page = await openPage(browser, { url, size: desk })
  await signIn(page, accounts.chief)

  // A certificate that ends within the coming month is said ahead: whose, which post, from when on nobody is there.
  const now = await chief.get('/coverage/now')
  const notice = now.expiring.find((one) => one.first_uncovered)
  assert(notice, 'the demo has no certificate whose end opens a gap')
  const names = await chief.get('/directory')
  const holder = names.persons.find((one) => one.id === notice.person).name
  await page.goto('/coverage')
  const ahead = page.locator('[data-test=expiring] li', { hasText: holder }).first()
  await ahead.waitFor()
  assert((await ahead.innerText()).includes(said.coverage.uncovered_from.split('}').at(-1)), 'the notice does not say that the post will be uncovered')
  await picture(page, 'desk-zh-coverage-now')

  await planned(page)
  const covered = await page.locator('[data-test=outcome]').getAttribute('data-covered')
  assert.equal(covered, 'false', 'the demo has no shortfall to explain')
  const why = (await page.locator('[data-test=conflict] [data-test=why]').allInnerTexts()).join('\n')
  const head = (await page.locator('[data-test=conflict] h3').allInnerTexts()).join('\n')
  assert(/\d+月\d+/.test(head), `the conflict names no date: ${head}`)
  assert(why.includes(holder), `the words do not name ${holder}, whose certificate ends: ${why}`)
  assert(await page.locator('[data-test=remedy]').count() > 0, 'no remedy is named')
  await picture(page, 'desk-zh-coverage-result')

  // Picking a day of the calendar shows the changes of that day only.
  const all = await page.locator('[data-test=compare] [data-test=change]').count()
  if (all > 0) {
    const first = page.locator('[data-test=plan-calendar] .day', { has: page.locator('.changes') }).first()
    await first.click()
    const some = await page.locator('[data-test=compare] [data-test=change]').count()
    assert(some > 0 && some <= all, 'the day does not show its changes')
    await first.click()
  }

  // The gate is shut until every gap is named and a reason is given; the server says the same.
  const gate = page.locator('[data-test=gate]')
  assert(await gate.locator('[data-test=publish]').isDisabled(), 'a month with gaps can be published')
  const job = (await chief.get('/coverage/plans')).items.find((one) => one.month === month)
  const { result } = await chief.get(`/coverage/plans/${job.id}`)
  const unnamed = await chief.post('/coverage/months', { month, duties: result.duties, swaps: result.swaps, gaps_accepted: [] })
  assert.equal(unnamed.status, 409)
  assert.equal((await unnamed.json()).code, 'coverage.uncovered')
  for (const one of await gate.locator('[data-test=accept-gap]').all()) await one.click()
  assert(await gate.locator('[data-test=publish]').isDisabled(), 'a month can be published without a reason')
  await gate.locator('textarea').first().fill('换证培训已报名，当班由安全员兼管')
  await picture(page, 'desk-zh-coverage-gate')
  await gate.locator('[data-test=publish]').click()
  await page.locator('[data-test=month-state].out').waitFor()
  await page.locator('[data-test=file-xlsx]').waitFor()
  await picture(page, 'desk-zh-coverage-published')

  const item = (await chief.get('/coverage/months')).items.find((one) => one.month === month)
  assert(item.published && item.gaps_accepted > 0)
  for (const [form, magic] of [['xlsx', 'PK'], ['pdf', '%PDF']]) {
    const [file] = await Promise.all([page.waitForEvent('download'), page.locator(`[data-test=file-${form}]`).click()])
    assert(readFileSync(await file.path()).subarray(0, 4).toString('latin1').startsWith(magic), `${form} is no ${form}`)
  }

  // The month as a table, worked by keys; what was accepted stays visible as accepted.
  await page.goto(`/coverage/month?month=${month}`)
  const matrix = page.locator('[data-test=month-matrix]')
  await matrix.locator('td').first().waitFor()
  await page.locator('[data-test=legend] [data-standing=accepted]').waitFor()
  assert(await matrix.locator('i.accepted').count() > 0, 'the accepted gap is not shown')
  await matrix.locator('td[tabindex="0"]').focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowRight')
  assert.equal(await page.evaluate(() => document.activeElement?.dataset.at), '1:1', 'the arrows do not move within the table')
  await page.keyboard.press('Control+Home')
  assert.equal(await page.evaluate(() => document.activeElement?.dataset.at), '0:0')
  await matrix.locator('td:has(i.accepted)').first().click()
  await page.locator('[role=dialog] [data-test=why]').waitFor()
  await picture(page, 'desk-zh-coverage-cell')
  await closePage(page)
}

/** Somebody who holds a post alone tomorrow, and whose absence can be made good by moving others. */
async function oneWhoIsMissed(chief, except = []) {
  const date = dateIn(1)
  const matrix = await chief.get(`/coverage/matrix?month=${date.slice(0, 7)}`)
  assert(matrix.published, `${date.slice(0, 7)} is not published`)
  for (const row of matrix.rows.filter((one) => one.about.kind === 'key_post' && one.hard)) {
    for (const cell of row.cells.filter((one) => one.day === Number(date.slice(8)) && one.state === 'covered' && one.who.length === one.needed)) {
      const person = matrix.persons[cell.who[0]]
      if (except.includes(person)) continue
      const ways = await chief.get(`/coverage/repairs?person=${person}&from=${date}&until=${dateIn(2)}`)
      if (ways.items.some((one) => one.gaps.length === 0 && one.changes.some((each) => each.after?.demand === `${row.row}/${cell.shift}`))) return { person, date, demand: `${row.row}/${cell.shift}`, post: row.about.post, plan: ways.month_plan }
    }
  }
  throw new Error('nobody whose absence opens a gap that others can close')
}

async function accountFor(url, accounts, person) {
  const admin = as(url, accounts.administrator.cookie)
  const account = `s${String(Date.now()).slice(-8)}`
  const password = 'steps-in-for-him'
  const answer = await admin.post('/accounts', { id: uuid7(), person, account, password, roles: ['worker'] })
  assert(answer.ok, await answer.text())
  return { account, password }
}

export async function sickMember({ browser, url, accounts }) {
  const chief = as(url, accounts.chief.cookie)
  const missed = await oneWhoIsMissed(chief)
  const names = await chief.get('/directory')
  const name = names.persons.find((one) => one.id === missed.person).name
  const board = await openPage(browser, { url, size: desk })
  await signIn(board, accounts.chief)
  await board.goto('/coverage')
  await board.locator('[data-test=now-strip]').waitFor()
  await board.waitForTimeout(1500)
  const card = board.locator('[data-test=gap]', { hasText: name })
  assert.equal(await card.count(), 0)
  const seen = card.first().waitFor({ timeout: 20_000 }).then(() => performance.now())
  const answer = await chief.post('/roster/exception', { person: missed.person, date: missed.date, kind: 'sick' })
  const told = performance.now()
  assert(answer.ok, await answer.text())
  const took = (await seen) - told
  console.log(`      the gap was on the board after ${Math.round(took)} ms`)
  assert(took < 1000, `the gap was on the board only after ${Math.round(took)} ms`)
  await picture(board, 'desk-zh-coverage-sick')
  await board.locator('[data-test=gap-sign]').first().waitFor()

  await card.first().locator('[data-test=open-gap]').click()
  await board.locator('[role=dialog] [data-test=repair]').first().waitFor()
  await picture(board, 'desk-zh-coverage-remedies')
  await board.locator('[role=dialog] [data-test=take-repair]').first().click()
  await card.first().waitFor({ state: 'detached', timeout: 20_000 })
  const change = (await chief.get(`/coverage/months/${missed.plan}`)).changes.at(-1)
  const step = change.changes.find((one) => one.after?.demand === missed.demand)
  assert(step, 'nobody has taken over the post')

  // Whoever steps in sees it on the phone, as new and with the reason, and again without a network.
  const network = await openNetwork(url)
  const device = await openDevice(network.url)
  try {
    let page = device.page
    await takePlace(page, await accountFor(url, accounts, step.person), '314159')
    const post = names.posts.find((one) => one.id === missed.post).name
    await page.locator('[data-test=my-duties] [data-test=duty]', { hasText: post }).first().waitFor()
    await page.locator('[data-test=duties-changed]').waitFor()
    await picture(page, 'phone-zh-duties-changed')
    await page.locator('[data-test=duties-changed]').click()
    const told = page.locator('[data-test=my-change].fresh', { hasText: post }).first()
    await told.waitFor()
    assert((await told.innerText()).includes(change.reason), 'the reason of the change is not told')
    await picture(page, 'phone-zh-duties')
    await readyToGoDown(page)
    network.cut()
    await page.reload()
    await page.locator('[data-test=person]').first().click()
    for (const digit of '314159') await page.locator('[data-test=pin-pad] .key', { hasText: digit }).click()
    await page.goto('/coverage/mine').catch(() => undefined)
    page = device.page
    if (await page.locator('[data-test=lock]').count()) {
      await page.locator('[data-test=person]').first().click()
      for (const digit of '314159') await page.locator('[data-test=pin-pad] .key', { hasText: digit }).click()
    }
    await page.locator('[data-test=duty]', { hasText: post }).first().waitFor()
    await picture(page, 'phone-zh-duties-offline')
  } finally {
    await device.dispose()
    network.close()
  }
  await closePage(board)
}

/** Somebody says today that he cannot come tomorrow: three ways, one is taken, roster and plan change together. */
export async function absenceRepaired({ browser, url, accounts }) {
  const chief = as(url, accounts.chief.cookie)
  const missed = await oneWhoIsMissed(chief)
  const name = (await chief.get('/directory')).persons.find((one) => one.id === missed.person).name
  const page = await openPage(browser, { url, size: phone })
  await signIn(page, accounts.chief)
  await page.goto('/coverage/absence')
  const field = page.locator('input[role=combobox]').first()
  await field.click()
  await field.pressSequentially(name)
  await page.locator('.q-menu .q-item').first().click()
  await page.locator('[data-test=days-tomorrow]').click()
  await page.locator('[data-test=repair]').first().waitFor({ timeout: 30_000 })
  const ways = await page.locator('[data-test=repair]').count()
  assert(ways >= 1 && ways <= 3, `${ways} ways are offered`)
  await picture(page, 'phone-zh-absence')
  await page.locator('[data-test=take-repair]').first().click()
  await page.locator('[data-test=absence-done]').waitFor()
  const change = (await chief.get(`/coverage/months/${missed.plan}`)).changes.at(-1)
  assert.equal(change.absence.person, missed.person)
  const roster = await chief.get(`/roster?from=${missed.date}&to=${missed.date}`)
  assert(roster.exceptions.some((one) => one.person === missed.person && one.kind === 'sick'), 'the roster does not know of the absence')
  await closePage(page)
}

export const coverage = [
  ['the next month is planned, what stays open is said and accepted by name, and the month is published', monthPublished],
  ['a member goes sick: the gap is on the board within a second, a remedy is taken, and the phone of who steps in shows it', sickMember],
  ['somebody says that he cannot come tomorrow, and one of the ways to make it good is taken', absenceRepaired],
]
