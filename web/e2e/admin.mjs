// The office: a person joins, an account is opened for him, a place and a risk point are added, and a
// file of people and one of places go through their preview; a wrong file changes nothing.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { closePage, desk, openPage, picture, signIn } from './browser.mjs'

const said = JSON.parse(readFileSync(new URL('../src/texts/zh.json', import.meta.url), 'utf8'))

const sheetOf = (page) => page.locator('[role=dialog] .sheet').last()
async function save(page) {
  await sheetOf(page).locator('[data-test=save]').click()
  await sheetOf(page).waitFor({ state: 'hidden' })
}

async function people(page, number) {
  await page.goto('/people/persons')
  await page.locator('[data-test=add]').click()
  await page.fill('input[name=name]', '郑试新')
  await page.fill('input[name=number]', number)
  await picture(page, 'desk-zh-person-add')
  await save(page)
  await page.waitForURL('**/people/persons/*')
  await page.locator('[data-test=change]').click()
  await page.fill('input[name=name]', '郑试新甲')
  await save(page)
  await page.locator('text=郑试新甲').first().waitFor()
}

async function places(page, code) {
  await page.goto('/places')
  await page.locator('[data-test=add]').click()
  const sheet = sheetOf(page)
  await sheet.locator('.chip', { hasText: said.map.kinds.chamber }).click()
  await page.fill('input[name=name]', '试验水泵硐室')
  await page.fill('input[name=code]', code)
  await save(page)
  await page.locator('.line', { hasText: '试验水泵硐室' }).first().waitFor()
  await picture(page, 'desk-zh-place-added')
}

async function imported(page, kind, name, rows) {
  await page.goto(`/imports/${kind}`)
  await page.setInputFiles('[data-test=file]', { name, mimeType: 'text/csv', buffer: Buffer.from(`\ufeff${rows.join('\n')}\n`) })
  await page.locator('[data-test=preview]').waitFor()
}

async function imports(page, number, code) {
  await imported(page, 'people', 'wrong.csv', ['工号,姓名,班组', `${number}1,王试大,没有这个班`, `,李试小,`])
  assert(await page.locator('.error:not(.head)').count() >= 2, 'the errors are not named one by one')
  assert.equal(await page.locator('[data-test=accept]').count(), 0, 'a file with errors can be accepted')
  await picture(page, 'desk-zh-import-errors')
  await page.locator('[data-test=discard]').click()

  await imported(page, 'people', 'people.csv', ['工号,姓名', `${number}1,王试大`, `${number}2,李试小`])
  await page.locator('[data-test=accept]').click()
  await page.locator('.done').waitFor()
  assert((await page.locator('.done').innerText()).includes('2'))

  await imported(page, 'places', 'places.csv', ['编码,名称,类型', `${code}-9,试验联络巷,巷道`])
  await page.locator('[data-test=sample]').waitFor()
  assert((await page.locator('[data-test=sample]').innerText()).includes('试验联络巷'), 'the preview does not show how the rows were understood')
  await picture(page, 'desk-zh-import-preview')
  await page.locator('[data-test=accept]').click()
  await page.locator('.done').waitFor()
  await page.locator('[data-test=mappings]').click()
  await page.locator('[role=radiogroup] .chip', { hasText: said.imports.mapping_own }).waitFor()
}

async function accounts(page, number, open) {
  await page.goto('/accounts')
  await page.locator('[data-test=add]').first().click()
  const sheet = sheetOf(page)
  const field = sheet.locator('input[role=combobox]').first()
  await field.click()
  await field.pressSequentially('郑试新甲')
  await page.locator('.q-menu .q-item').first().click()
  const password = await sheet.locator('input').nth(2).inputValue()
  await picture(page, 'desk-zh-account-open')
  await save(page)
  const line = page.locator('li.line', { hasText: '郑试新甲' }).first()
  await line.waitFor()
  await open({ account: number, password })
  await line.locator('.square').click()
  await sheetOf(page).locator('.action', { hasText: said.accounts.lock }).click()
  await sheetOf(page).locator('[data-test=save]').click()
  await line.locator('.stopped').waitFor()
}

export async function administration({ browser, url, accounts: known }) {
  const number = `9${String(Date.now()).slice(-7)}`
  const page = await openPage(browser, { url, size: desk })
  await signIn(page, known.administrator)
  await people(page, number)
  await places(page, `T${number.slice(-4)}`)
  await imports(page, number, `T${number.slice(-4)}`)
  await accounts(page, number, async (fresh) => {
    const other = await openPage(browser, { url })
    await signIn(other, fresh)
    await closePage(other)
  })
  const locked = await fetch(`${url}/api/v1/session`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ account: number, password: 'whatever it was' }) })
  assert.notEqual(locked.status, 200)
  await closePage(page)
}
