// No network: what was entered is kept, says so, and goes out by itself when the network is back.
import assert from 'node:assert/strict'
import { closePage, openPage, picture, signIn } from './browser.mjs'

export async function offline({ browser, url, accounts }) {
  const page = await openPage(browser, { url })
  await signIn(page, accounts.worker)
  await page.goto('/report')
  await page.locator('[role=radiogroup] .chip').first().click()
  await page.locator('textarea').first().fill('断网时报的：水沟淤堵约 3 米')
  await page.context().setOffline(true)
  await page.locator('[data-test=send-report]').click()
  await page.locator('[data-test=report-kept]').waitFor()
  assert.equal((await page.locator('.outbox-sign .count:visible').first().innerText()).trim(), '1')
  await picture(page, 'phone-zh-offline')
  await page.context().setOffline(false)
  await page.locator('.outbox-sign.pending').first().waitFor({ state: 'detached' })
  const found = await (await page.request.get('/api/v1/hazards?limit=5')).json()
  assert(found.items.some((one) => one.description.includes('断网时报的')), 'the report did not arrive')
  await closePage(page)
}
