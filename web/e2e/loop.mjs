// The whole loop, on a phone or at the desk, in either language: reported with a photo, five fixes, rectified, refused to the rectifier,
// accepted by another, closed; and its timeline says all of it, by both clocks.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { closePage, openPage, phone, photo, picture, signIn, signOut } from './browser.mjs'

async function step(page, name, fill = async () => undefined) {
  await page.locator(`[data-test=step-${name}]`).click()
  const sheet = page.locator('[role=dialog] .sheet').last()
  await sheet.waitFor()
  await fill(sheet)
  await sheet.locator('[data-test=do-step]').click()
  await sheet.waitFor({ state: 'hidden' })
}

export async function loop({ browser, url, accounts, size = phone, language = 'zh', theme = 'dark' }) {
  const page = await openPage(browser, { url, size, language, theme })
  const said = JSON.parse(readFileSync(new URL(`../src/texts/${language}.json`, import.meta.url), 'utf8'))
  const description = `皮带机尾滚筒护罩松动，清煤口挡板缺 1 块（${Date.now() % 100000}）`
  const way = `${size === phone ? 'phone' : 'desk'}-${language}`
  await page.goto('/sign-in')
  await picture(page, `${way}-sign-in`)
  await page.fill('input[name=account]', accounts.worker.account)
  await page.fill('input[name=password]', 'wrong')
  await page.click('button[type=submit]')
  await page.locator('[role=alert]').waitFor()

  await signIn(page, accounts.worker)
  await picture(page, `${way}-my-shift`)
  await page.locator('a[href="/report"]:visible').last().click()
  await page.locator('[role=radiogroup] .chip').first().click()
  await page.setInputFiles('input[type=file]', await photo(page))
  await page.locator('.picture img').waitFor()
  await page.locator('textarea').first().fill(description)
  await picture(page, `${way}-report`)
  await page.locator('[data-test=send-report]').click()
  await page.locator('[data-test=report-code]').waitFor()
  await picture(page, `${way}-reported`)
  await page.locator('[data-test=see-report]').click()
  await page.waitForURL('**/hazards/*')
  const address = new URL(page.url()).pathname
  const id = address.split('/').pop()
  await page.locator('.strip img').first().waitFor()
  assert(await page.locator('.strip img').first().evaluate((image) => image.decode().then(() => Math.max(image.naturalWidth, image.naturalHeight))) <= 1600, 'the photo is not made smaller')
  assert.equal(await page.locator('[data-test=step-verify]').count(), 0, 'a worker is offered to verify')
  await signOut(page)

  await signIn(page, accounts.chief)
  await page.goto(address)
  await step(page, 'verify')
  await step(page, 'assign', async (sheet) => {
    const people = sheet.locator('input[role=combobox]').first()
    await people.click()
    await people.pressSequentially(accounts.leader.name)
    await page.locator('.q-menu .q-item').first().click()
    await sheet.locator('textarea').first().fill('更换护罩，补装挡板，试运转 10 分钟')
    await sheet.locator('.chip').nth(1).click()
    await sheet.locator('textarea').last().fill('停机闭锁，专人监护')
    await picture(page, `${way}-five-fixes`)
  })
  await signOut(page)

  await signIn(page, accounts.leader)
  await page.goto(address)
  await step(page, 'start')
  await step(page, 'rectify', async (sheet) => {
    await sheet.locator('textarea').first().fill('护罩已更换，挡板补齐，试运转正常')
    await sheet.locator('input[type=file]').setInputFiles(await photo(page))
    await sheet.locator('.picture img').waitFor()
  })
  await page.locator('article [data-state=rectified]').first().waitFor()

  // A crew leader may accept, but not what he rectified himself: the app says why, the server refuses.
  assert(await page.locator('[data-test=step-accept]').isDisabled(), 'the rectifier is offered to accept')
  assert((await page.locator('[data-test=blocked]').innerText()).includes(said.step.blocked.rectifier))
  await picture(page, `${way}-refused-to-rectifier`)
  const answer = await page.request.post(`/api/v1/hazards/${id}/accept`, {
    data: { photos: [] }, headers: { 'Idempotency-Key': '0190a000-0000-7000-8000-00000000' + String(Date.now() % 10000).padStart(4, '0'), 'Headway-Observed-At': new Date().toISOString(), 'Headway-Device': '0190a000-0000-7000-8000-000000000001' },
  })
  assert.equal(answer.status(), 409, 'the rectifier could accept')
  assert.equal((await answer.json()).code, 'hazard.acceptor_is_rectifier')
  await signOut(page)

  await signIn(page, accounts.inspector)
  await page.goto(address)
  await page.locator('[data-test=step-accept]').waitFor()
  await picture(page, `${way}-to-accept`)
  await step(page, 'accept', async (sheet) => { await sheet.locator('textarea').first().fill('现场复查合格') })
  await step(page, 'close')
  await page.locator('article [data-state=closed]').first().waitFor()

  const timeline = await page.locator('[data-test=timeline] > li').allInnerTexts()
  for (const kind of ['reported', 'verified', 'assigned', 'started', 'rectified', 'accepted', 'closed']) {
    const word = said.timeline.kinds[kind]
    assert(timeline.some((one) => one.includes(word)), `the timeline lacks ${word}`)
  }
  assert(timeline.every((one) => one.includes(said.timeline.observed) && one.includes(said.timeline.recorded)), 'a step lacks one of its clocks')
  await page.locator('[data-test=timeline]').scrollIntoViewIfNeeded()
  await picture(page, `${way}-timeline`)

  // The journal browser shows the facts behind it, each chained to the one before.
  await page.locator('[data-test=facts]').click()
  await page.waitForURL((address) => address.pathname === '/journal' && address.searchParams.get('subject') === id)
  const facts = page.locator('main li')
  await facts.nth(6).waitFor()
  assert((await facts.allInnerTexts()).some((one) => one.includes(said.timeline.kinds.accepted)), 'the journal browser lacks a fact')
  await picture(page, `${way}-journal-of-one`)
  await closePage(page)
  return { id, description }
}
