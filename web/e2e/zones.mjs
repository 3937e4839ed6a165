// A zone from its drawing to the board: drawn at the desk, claimed by two people on two phones without a network, decided in the open with a reason that
// both read, published; and what the plate of a zone opens.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { closePage, desk, openPage, picture, signIn } from './browser.mjs'
import { commandHeaders, uuid7 } from './commands.mjs'

const sent = (page) => page.locator('.outbox-sign.pending').first().waitFor({ state: 'detached', timeout: 30_000 })
const sheetOf = (page) => page.locator('[role=dialog] .sheet').last()
async function save(page) {
  const sheet = sheetOf(page)
  await sheet.locator('[data-test=save]').click()
  await sheet.waitFor({ state: 'hidden' })
}

/** Draws a zone by the API, for tests that begin with one. */
export async function drawZone(url, cookie, more = {}) {
  const headers = commandHeaders(cookie)
  const places = (await (await fetch(`${url}/api/v1/places`, { headers })).json()).places
  const id = uuid7()
  const mark = id.slice(-5)
  const place = places.filter((one) => one.kind === 'heading').at(-1)
  const body = { id, basis: 'heading', kind: 'zone', name: `迎头责任区${mark}`, code: `Z-${mark}`, places: [place.id], duties: ['班前敲帮问顶，不安全不开工', '每班查一遍锚杆、锚索'], members_only: false, holders_least: 1, holders_most: 1, ...more }
  const answer = await fetch(`${url}/api/v1/zones`, { method: 'POST', headers, body: JSON.stringify(body) })
  assert.equal(answer.status, 201, await answer.text())
  return body
}

/** Drawn at the desk on the drawing itself. */
async function drawn({ browser, url, accounts }) {
  const page = await openPage(browser, { url, size: desk })
  await signIn(page, accounts.chief)
  await page.goto('/zones')
  await page.locator('[data-test=draw-zone]').click()
  const sheet = sheetOf(page)
  const mark = String(Date.now() % 100000)
  await sheet.locator('[data-test=zone-name]').fill(`回风顺槽责任区${mark}`)
  await sheet.locator('[data-test=zone-code]').fill(`HF-${mark}`)
  await sheet.locator('.drawing .road').nth(4).click({ force: true })
  await sheet.locator('.chips li').first().waitFor()
  await sheet.locator('[data-test=duty]').first().fill('每班巡一遍水沟和底鼓')
  await picture(page, 'desk-zh-zone-draw')
  await save(page)
  await page.waitForURL('**/zones/*')
  await page.locator('article [data-need=nobody]').first().waitFor()
  const id = new URL(page.url()).pathname.split('/').pop()
  await page.locator('[data-test=zone-history] > li').first().waitFor()
  await picture(page, 'desk-zh-zone-drawn')
  await closePage(page)
  return id
}

async function claimApart(page, id, promise, name) {
  await page.goto(`/zones/${id}`)
  await page.locator('[data-test=zone-claim]').waitFor()
  await page.context().setOffline(true)
  await page.locator('[data-test=zone-claim]').click()
  await sheetOf(page).locator('[data-test=promise]').fill(promise)
  await picture(page, `phone-zh-claim-${name}`)
  await save(page)
  // It stands in the zone at once, and says that it is only here.
  await page.locator('[data-test=claims] .claim', { hasText: promise }).waitFor()
  await page.locator('article [data-test=pending]').first().waitFor()
  await picture(page, `phone-zh-claimed-${name}`)
}

export async function claims(given) {
  const { accounts, browser, url } = given
  const id = await drawn(given)
  const wang = await openPage(browser, { url })
  const li = await openPage(browser, { url })
  await signIn(wang, accounts.leader)
  await signIn(li, accounts.worker)
  const words = { wang: '我在这条巷道干了三年，每班先看顶帮再开工', li: '我家就住这一班，随叫随到，水沟不过夜' }
  await claimApart(wang, id, words.wang, 'one')
  await claimApart(li, id, words.li, 'two')
  // Who claimed later is heard first: the order does not hang on that.
  await li.context().setOffline(false)
  await sent(li)
  await wang.context().setOffline(false)
  await sent(wang)
  const order = async (page) => {
    await page.goto(`/zones/${id}`)
    await page.locator('[data-test=claims] .claim .place').nth(1).waitFor()
    return page.locator('[data-test=claims] .claim').evaluateAll((all) => all.map((one) => `${one.dataset.claimant} ${one.innerText.replace(/\s+/g, ' ')}`))
  }
  const [seenByWang, seenByLi] = [await order(wang), await order(li)]
  assert.equal(seenByWang.length, 2, 'a claim was lost')
  assert.deepEqual(seenByWang, seenByLi, 'the two do not see the same order and reasons')
  assert(await wang.locator('[data-test=behind]').count() === 1, 'it is not said why one is behind')
  await picture(wang, 'phone-zh-claims')

  const chief = await openPage(browser, { url, size: desk, language: 'en', theme: 'light' })
  await signIn(chief, accounts.chief)
  await chief.goto('/zones')
  await chief.locator('[data-test=attention]').waitFor()
  await picture(chief, 'desk-en-zones')
  await chief.goto(`/zones/${id}`)
  await chief.locator('[data-test=zone-decide]').click()
  const sheet = sheetOf(chief)
  await sheet.locator(`[data-decide="${accounts.leader.person}"] [data-test=grant]`).click()
  await sheet.locator(`[data-decide="${accounts.worker.person}"] [data-test=refuse]`).click()
  const reason = '王师傅在本班，熟悉这段顶板；下次有空岗先考虑李师傅'
  await sheet.locator('[data-test=decide-reason]').fill(reason)
  await picture(chief, 'desk-en-decide')
  await save(chief)
  await chief.locator(`[data-holder="${accounts.leader.person}"]`).waitFor()

  for (const [page, outcome, name] of [[wang, 'granted', 'one'], [li, 'refused', 'two']]) {
    await page.goto('/my-zone')
    const mine = page.locator(`[data-test=my-claims] [data-outcome=${outcome}]`).first()
    await mine.waitFor()
    assert((await mine.locator('[data-test=decision]').innerText()).includes(reason), 'the reason is not told')
    await picture(page, `phone-zh-outcome-${name}`)
    await page.goto(`/zones/${id}`)
    await page.locator('[data-test=claims] [data-outcome]').nth(1).waitFor()
    const outcomes = await page.locator('[data-test=claims] [data-outcome]').evaluateAll((all) => all.map((one) => one.dataset.outcome).sort())
    assert.deepEqual(outcomes, ['granted', 'refused'], 'the outcome of both is not seen by both')
  }

  // Published: name, promise and duties on the board, and without a network still there.
  await chief.locator('[data-test=tenure-publish]').click()
  await save(chief)
  await chief.goto('/posting')
  const field = chief.locator('[data-test=posting] .field', { hasText: words.wang })
  await field.waitFor()
  assert((await field.innerText()).includes(accounts.leader.name))
  await picture(chief, 'desk-en-posting')
  await closePage(chief)
  await wang.goto('/posting')
  await wang.locator('[data-test=posting] .field', { hasText: words.wang }).waitFor()
  await picture(wang, 'phone-zh-posting')
  await closePage(wang)
  await closePage(li)
}

/** The printed plate of a zone, read from a picture: it opens the zone. */
export async function zonePlate({ browser, url, accounts }) {
  const zone = await drawZone(url, accounts.chief.cookie)
  const folder = mkdtempSync(join(tmpdir(), 'headway-zone-plate-'))
  try {
    const answer = await fetch(`${url}/api/v1/zones/${zone.id}/plate.pdf?size=a6&language=zh`, { headers: { Cookie: accounts.chief.cookie } })
    assert.equal(answer.status, 200, 'the server prints no plate of a zone')
    writeFileSync(join(folder, 'plate.pdf'), Buffer.from(await answer.arrayBuffer()))
    execFileSync('pdftoppm', ['-r', '200', '-jpeg', '-singlefile', join(folder, 'plate.pdf'), join(folder, 'plate')])
    const page = await openPage(browser, { url })
    await signIn(page, accounts.worker)
    await page.goto('/inspect')
    await page.locator('[data-test=scan]').click()
    await page.locator('[data-test=plate-picture]').setInputFiles(join(folder, 'plate.jpg'))
    await page.locator('[data-test=presence]').waitFor({ timeout: 30_000 })
    assert((await page.locator('[data-test=presence]').innerText()).includes(zone.name), 'the plate names another zone')
    await closePage(page)
  } finally { rmSync(folder, { recursive: true, force: true }) }
}
