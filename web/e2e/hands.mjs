// One phone in many hands: what is unsent goes out in a file and comes in elsewhere, is left sealed by
// whoever leaves, survives the shutting out of a lost phone and a changed PIN; wrong PINs slow down.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { arrived, hazardsWith } from './arrived.mjs'
import { closePage, desk, openPage, photo, picture, signIn } from './browser.mjs'
import { lockNow, noTroubles, openDevice, openFromMenu, openNetwork, readyToGoDown, report, takePlace, typePin, unlock } from './device.mjs'

const pins = { worker: '204060', leader: '135790', next: '864209' }
const said = JSON.parse(readFileSync(new URL('../src/texts/zh.json', import.meta.url), 'utf8'))

/** A phone on which the worker has a place, everything kept that days without a network need. */
async function onPhone(given, run) {
  const network = await openNetwork(given.url)
  const device = await openDevice(network.url)
  const mark = `手上${Math.floor(Math.random() * 1e9)}`
  try {
    await takePlace(device.page, given.accounts.worker, pins.worker)
    await readyToGoDown(device.page)
    await run({ ...given, network, device, mark })
    await noTroubles(device)
  } catch (error) {
    await picture(device.page, 'failed-hands').catch(() => undefined)
    throw error
  } finally {
    await device.dispose()
    network.close()
  }
}

async function toOutbox(page) {
  await page.locator('.outbox-sign:visible').first().click()
  await page.locator('h1', { hasText: said.outbox.title }).waitFor()
}

/** The queue as a file: whoever brings it reads nothing in it, and it counts once. */
const inAFile = (given) => onPhone(given, async ({ browser, url, accounts, network, device, mark }) => {
  const { page } = device
  network.cut()
  await report(page, `${mark} 一：水泵漏油`)
  await report(page, `${mark} 二：电缆落地`)
  await toOutbox(page)
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('[data-test=export]').click()])
  const file = await download.path()
  assert(!readFileSync(file).includes(Buffer.from(mark)), 'the file can be read by whoever carries it')

  const office = await openPage(browser, { url, size: desk })
  await signIn(office, accounts.office)
  await office.goto('/outbox')
  await office.locator('[data-test=import]').setInputFiles(file)
  await office.locator('[data-test=exchange-said]').waitFor()
  assert.equal(await office.locator('[data-test=exchange-said]').innerText(), said.unsent.imported.replace('{n}', '2').replace('{all}', '2'))
  await picture(office, 'desk-zh-imported-queue')
  await office.locator('[data-test=import]').setInputFiles({ name: 'x.headway', mimeType: 'application/json', buffer: Buffer.from('{"format":"something else"}') })
  await office.getByText(said.unsent.not_a_file).waitFor()
  await closePage(office)
  for (const one of await arrived(url, accounts.chief.cookie, mark, 2)) {
    assert.equal(one.reported.by, accounts.worker.person)
    assert.equal(one.photos.length, 1)
  }

  network.mend()
  await page.locator('[data-test=sent]', { hasText: `${mark} 二` }).waitFor()
  assert.equal((await hazardsWith(url, accounts.chief.cookie, mark)).length, 2, 'what went in a file has come twice')
})

/** Whoever leaves with unsent work is asked; left sealed, it goes out under his name by whoever comes next. */
const leftSealed = (given) => onPhone(given, async ({ url, accounts, network, device, mark }) => {
  const { page } = device
  network.cut()
  await report(page, `${mark} 走之前报的`)
  await openFromMenu(page, '/settings')
  await page.locator('[data-test=leave]').click()
  await page.locator('[data-test=leave-sealed]').waitFor()
  await picture(page, 'phone-zh-leave-unsent')
  await page.locator('[data-test=leave-sealed]').click()
  await page.waitForURL('**/sign-in')
  network.mend()
  await takePlace(page, accounts.leader, pins.leader)
  const [found] = await arrived(url, accounts.chief.cookie, mark, 1)
  assert.equal(found.reported.by, accounts.worker.person)
  await toOutbox(page)
  assert(!(await page.locator('body').innerText()).includes(mark), 'who came next reads what was left')
})

/** A lost phone is shut out: its place cannot be opened any more; what was done before still arrives. */
const shutOut = (given) => onPhone(given, async ({ url, accounts, network, device, mark }) => {
  let { page } = device
  network.cut()
  await report(page, `${mark} 丢手机之前报的`)
  const devices = (await (await fetch(`${url}/api/v1/devices`, { headers: { Cookie: accounts.worker.cookie } })).json()).items
  const lost = devices.filter((one) => one.person === accounts.worker.person && !one.revoked_at).sort((left, right) => right.enrolled_at.localeCompare(left.enrolled_at))[0]
  const answer = await fetch(`${url}/api/v1/devices/${lost.device}/revoke`, { method: 'POST', headers: { Cookie: accounts.worker.cookie, 'Content-Type': 'application/json' }, body: JSON.stringify({ person: accounts.worker.person }) })
  assert(answer.ok, await answer.text())
  network.mend()
  await page.waitForURL(/\/(lock|sign-in)/)
  await device.close()
  page = await device.start()
  await page.goto('/')
  await page.locator('[data-test=lock] .gone', { hasText: accounts.worker.name }).waitFor()
  assert.equal(await page.locator('[data-test=person]').count(), 0, 'the place of a lost phone can still be chosen')
  await picture(page, 'phone-zh-shut-out')
  await page.locator('[data-test=someone-else]').click()
  await takePlace(page, accounts.leader, pins.leader)
  const [found] = await arrived(url, accounts.chief.cookie, mark, 1)
  assert.equal(found.reported.by, accounts.worker.person)
})

/** Six wrong PINs make wait, over a killed app too; a PIN is changed with unsent work behind it. */
const otherPin = (given) => onPhone(given, async ({ url, accounts, network, device, mark }) => {
  let { page } = device
  network.cut()
  await report(page, `${mark} 换码之前报的`)
  await openFromMenu(page, '/settings')
  await page.locator('[data-test=devices]').click()
  await page.locator('[data-test=set-pin]').click()
  await page.getByText(said.vault.present_pin).waitFor()
  await typePin(page, '999990')
  await page.locator('[role=alert]', { hasText: said.vault.wrong }).waitFor()
  await picture(page, 'phone-zh-pin-change-wrong')
  for (const [pin, asked] of [[pins.worker, 'present_pin'], [pins.next, 'choose_pin'], [pins.next, 'repeat_pin']]) {
    await page.getByText(said.vault[asked]).waitFor()
    await typePin(page, pin)
  }
  await page.waitForURL((at) => at.pathname === '/')
  await lockNow(page)
  await page.locator('[data-test=person]').click()
  for (let count = 0; count < 6; count++) {
    await typePin(page, pins.worker)
    await page.waitForFunction(() => !document.querySelector('[data-test=pin-pad] i.set, [data-test=pin-pad] .busy'))
    await page.locator('[role=alert]', { hasText: count < 5 ? said.vault.wrong : said.vault.wait.split('{')[0] }).waitFor()
    if (count < 4) await page.locator('[role=alert]', { hasText: said.vault.free.replace('{n}', String(4 - count)) }).waitFor()
  }
  await picture(page, 'phone-zh-pin-wait')
  await device.kill()
  page = await device.start()
  await page.goto('/')
  await page.locator('[data-test=person]').click()
  await page.locator('[role=alert]', { hasText: said.vault.wait.split('{')[0] }).waitFor()
  assert(await page.locator('[data-test=pin-pad] .key').first().isDisabled(), 'a PIN can be tried while one has to wait')
  await page.locator('[data-test=pin-pad] .key:not([disabled])').first().waitFor()
  await typePin(page, pins.next)
  await page.waitForURL((at) => at.pathname !== '/lock')
  await toOutbox(page)
  await page.locator('[data-test=outbox-item]', { hasText: mark }).waitFor()
  network.mend()
  await arrived(url, accounts.chief.cookie, mark, 1)
})

/** What is half filled in, photo and all, comes back after the lock and after a killed browser, to its author alone. */
const halfDone = (given) => onPhone(given, async ({ url, accounts, network, device, mark }) => {
  let { page } = device
  await lockNow(page)
  await page.locator('[data-test=someone-else]').click()
  await takePlace(page, accounts.leader, pins.leader)
  await readyToGoDown(page)
  await lockNow(page)
  network.cut()
  await unlock(page, accounts.worker, pins.worker)
  await page.locator('nav.bar a[href="/report"]').click()
  await page.locator('[role=radiogroup] .chip').first().click()
  const place = await page.locator('.place strong').innerText()
  await page.locator('input[type=file]').first().setInputFiles(await photo(page))
  await page.locator('.picture img').waitFor()
  await page.locator('textarea').first().fill(`${mark} 写到一半`)
  await page.waitForTimeout(300)
  await lockNow(page)
  await unlock(page, accounts.leader, pins.leader)
  await page.locator('nav.bar a[href="/report"]').click()
  await page.locator('[role=radiogroup] .chip').first().waitFor()
  assert(!(await page.locator('body').innerText()).includes(mark), 'somebody else sees what is half written')
  await device.kill()
  page = await device.start()
  await page.goto('/')
  await unlock(page, accounts.worker, pins.worker)
  await page.locator('nav.bar a[href="/report"]').click()
  await page.locator('.picture img').waitFor()
  assert.equal(await page.locator('textarea').first().inputValue(), `${mark} 写到一半`)
  assert.equal(await page.locator('.place strong').innerText(), place)
  await picture(page, 'phone-zh-half-done')
  await page.locator('[data-test=send-report]').click()
  await page.locator('[data-test=saved]').waitFor()
  await page.locator('[data-test=report-again]').click()
  await page.locator('[role=radiogroup] .chip').first().click()
  assert.equal(await page.locator('textarea').first().inputValue(), '', 'what was sent stands there again')
  network.mend()
  const [found] = await arrived(url, accounts.chief.cookie, mark, 1)
  assert.equal(found.photos.length, 1)
})

export const hands = [
  ['what is unsent goes in a file that its bearer cannot read, and counts once', inAFile],
  ['who leaves with unsent work leaves it sealed, and the next one brings it', leftSealed],
  ['a lost phone is shut out, and what was done before arrives', shutOut],
  ['wrong PINs slow down over a killed app, and a changed PIN keeps what is unsent', otherPin],
  ['what is half filled in comes back to its author alone', halfDone],
]
