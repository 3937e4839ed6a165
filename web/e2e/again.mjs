// A report is refused because its place was closed meanwhile: its author finds it as he left it, with
// its photo, chooses another place and sends it again.
import assert from 'node:assert/strict'
import { closePage, openPage, photo, picture, signIn } from './browser.mjs'
import { commandHeaders, uuid7 } from './commands.mjs'

export async function editedAgain({ browser, url, accounts }) {
  const send = async (path, body) => {
    const answer = await fetch(`${url}/api/v1${path}`, { method: 'POST', headers: commandHeaders(accounts.chief.cookie), body: JSON.stringify(body) })
    assert(answer.ok, await answer.text())
  }
  const place = uuid7()
  const words = `临时水仓盖板缺失（${Date.now() % 100000}）`
  await send('/places', { id: place, kind: 'chamber', name: '临时水仓', code: `W${Date.now() % 100000}` })
  const page = await openPage(browser, { url })
  await signIn(page, accounts.worker)
  await page.goto(`/report?place=${place}`)
  await page.locator('.place strong', { hasText: '临时水仓' }).waitFor()
  await page.locator('input[type=file]').first().setInputFiles(await photo(page))
  await page.locator('.picture img').waitFor()
  await page.locator('textarea').first().fill(words)
  await page.context().setOffline(true)
  await page.locator('[data-test=send-report]').click()
  await page.locator('[data-test=report-kept]').waitFor()
  await send(`/places/${place}/retire`, {})
  await page.context().setOffline(false)
  await page.locator('.outbox-sign:visible').first().click()
  await page.locator('[data-test=edit-again]').waitFor()
  await picture(page, 'phone-zh-refused')
  await page.locator('[data-test=edit-again]').click()
  await page.locator('.picture img').waitFor()
  assert.equal(await page.locator('textarea').first().inputValue(), words)
  await picture(page, 'phone-zh-edit-again')
  await page.locator('.place').click()
  await page.locator('[role=radiogroup] .chip').first().click()
  await page.locator('[data-test=send-report]').click()
  await page.locator('[data-test=see-report]').click()
  await page.locator('.description', { hasText: words }).waitFor()
  await page.locator('article .strip img').first().waitFor()
  await page.goto('/outbox')
  await page.locator('h1').first().waitFor()
  assert.equal(await page.locator('[data-test=edit-again]').count(), 0, 'the refused report is still there')
  const found = (await (await page.request.get(`/api/v1/hazards?text=${encodeURIComponent(words)}`)).json()).items
  assert.equal(found.length, 1)
  await closePage(page)
}
