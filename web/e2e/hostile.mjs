// What goes wrong in the middle: the battery, the server, two windows, a heavy photo, a file that is no
// photo, a plate of another mine, a phone that came from another time zone. Each report once, nothing false.
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { arrived, hazardsWith } from './arrived.mjs'
import { closePage, desk, openPage, photo, picture, signIn } from './browser.mjs'
import { noTroubles, openDevice, openNetwork, readyToGoDown, report, takePlace, unlock } from './device.mjs'

const pin = '204060'
const said = JSON.parse(readFileSync(new URL('../src/texts/zh.json', import.meta.url), 'utf8'))

async function onPhone(given, run) {
  const network = await openNetwork(given.url)
  const device = await openDevice(network.url)
  const mark = `中途${Math.floor(Math.random() * 1e9)}`
  try {
    await takePlace(device.page, given.accounts.worker, pin)
    await readyToGoDown(device.page)
    await run({ ...given, network, device, mark })
    await noTroubles(device)
  } catch (error) {
    await picture(device.page, 'failed-hostile').catch(() => undefined)
    throw error
  } finally {
    await device.dispose()
    network.close()
  }
}

async function queued({ network, device, mark }, count) {
  network.cut()
  for (let one = 0; one < count; one++) await report(device.page, `${mark} 第 ${one} 条`)
}
const atLeastOne = async ({ url, accounts, mark }) => {
  for (let wait = 0; wait < 400 && (await hazardsWith(url, accounts.chief.cookie, mark)).length === 0; wait++) await new Promise((resolve) => setTimeout(resolve, 20))
}
async function inOrder(given, count) {
  const found = await arrived(given.url, given.accounts.chief.cookie, given.mark, count)
  const sorted = [...found].sort((left, right) => left.reported.observed_at.localeCompare(right.reported.observed_at))
  sorted.forEach((one, at) => {
    assert.equal(one.description, `${given.mark} 第 ${at} 条`)
    assert.equal(one.photos.length, 1, 'a photo is missing')
  })
}

/** The battery goes while the queue goes out. */
const killed = (given) => onPhone(given, async (all) => {
  await queued(all, 5)
  all.network.mend()
  await atLeastOne(all)
  await all.device.kill()
  const page = await all.device.start()
  await page.goto('/')
  await unlock(page, all.accounts.worker, pin)
  await inOrder(all, 5)
})

/** The server goes while the queue goes out, and comes back. */
const restarted = (given) => onPhone(given, async (all) => {
  if (!all.restart) return
  await queued(all, 5)
  all.network.mend()
  await atLeastOne(all)
  await all.restart()
  await inOrder(all, 5)
})

/** One person, two windows: one queue, sent by one of them, seen in both. */
const twoWindows = (given) => onPhone(given, async (all) => {
  const { device, network, url, accounts, mark } = all
  const first = device.page
  const second = await device.context.newPage()
  await second.goto('/')
  await unlock(second, accounts.worker, pin)
  network.cut()
  await report(first, `${mark} 第 0 条`)
  await report(second, `${mark} 第 1 条`)
  for (const page of [first, second]) {
    await page.locator('.outbox-sign:visible').first().click()
    await page.locator('[data-test=outbox-item]').nth(1).waitFor()
  }
  network.mend()
  await inOrder(all, 2)
  for (const page of [first, second]) await page.locator('[data-test=sent]', { hasText: mark }).nth(1).waitFor()
  // Locked in one, locked in both.
  await first.locator('[data-test=lock-now]:visible').first().click()
  await second.locator('[data-test=lock]').waitFor()
  assert.equal((await hazardsWith(url, accounts.chief.cookie, mark)).length, 2)
})

/** A photo of 50 MB is made small on the phone; what is no photo is said, and the form goes on. */
async function photos({ browser, url, accounts }) {
  const folder = mkdtempSync(join(tmpdir(), 'headway-photos-'))
  const page = await openPage(browser, { url })
  const mark = `照片${Math.floor(Math.random() * 1e9)}`
  try {
    await signIn(page, accounts.worker)
    await page.goto('/report')
    await page.locator('[role=radiogroup] .chip').first().click()
    const { buffer } = await photo(page)
    const heavy = join(folder, 'heavy.jpg')
    // What a phone puts behind a picture (its film, its depth) is carried along by its file.
    writeFileSync(heavy, Buffer.concat([buffer, Buffer.alloc(50_000_000 - buffer.length, 7)]))
    const field = page.locator('input[type=file]').first()
    for (const none of [{ name: 'none.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('this is no picture') }, { name: 'empty.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(0) }]) {
      await field.setInputFiles(none)
      await page.getByText(said.report.photo_failed).waitFor()
    }
    await picture(page, 'phone-zh-no-photo')
    assert.equal(await page.locator('.picture img').count(), 0)
    await field.setInputFiles(heavy)
    await page.locator('.picture img').waitFor()
    assert.equal(await page.getByText(said.report.photo_failed).count(), 0)
    await page.locator('textarea').first().fill(mark)
    await page.locator('[data-test=send-report]').click()
    await page.locator('[data-test=saved]').waitFor()
    const [found] = await arrived(url, accounts.chief.cookie, mark, 1)
    const kept = await page.request.get(`/api/v1/attachments/${found.photos[0]}`)
    assert((await kept.body()).length <= 300_000, 'the photo went out as heavy as it was')
    await closePage(page)
  } finally { rmSync(folder, { recursive: true, force: true }) }
}

/** A plate read by the phone's own camera: of another mine it says so; of this one it leads to its place, through the lock. */
const plates = (given) => onPhone(given, async ({ device, url, accounts }) => {
  let { page } = device
  const { name } = await (await fetch(`${url}/api/v1/plates/key`, { headers: { Cookie: accounts.worker.cookie } })).json()
  const places = (await (await fetch(`${url}/api/v1/places`, { headers: { Cookie: accounts.worker.cookie } })).json()).places
  const place = places.find((one) => one.kind === 'heading' && one.open)
  const bits = [...place.id.replaceAll('-', '')].map((one) => Number.parseInt(one, 16).toString(2).padStart(4, '0')).join('')
  const id = bits.padEnd(130, '0').match(/.{5}/g).map((five) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[Number.parseInt(five, 2)]).join('')
  const signature = 'A'.repeat(103)
  for (const [key, wrong] of [[name === 'AAAAAAAA' ? 'BBBBBBBB' : 'AAAAAAAA', 'other_mine'], [name, 'forged']]) {
    await page.goto(`/P/HW1:${key}:P${id}:${signature}`)
    // The page was loaded anew: the place is closed, and what was scanned is not forgotten.
    await unlock(page, accounts.worker, pin)
    await page.getByText(said.capture.wrong[wrong]).waitFor()
    await picture(page, `phone-zh-plate-${wrong}`)
  }
})

/** A phone from another time zone: the mine's hours are shown, and what is entered is meant by them. */
async function abroad({ browser, url, accounts }) {
  const seen = []
  for (const timezoneId of ['Asia/Shanghai', 'America/New_York']) {
    const page = await openPage(browser, { url, size: desk, timezoneId })
    await signIn(page, accounts.chief)
    await page.goto('/')
    const clock = await page.locator('.clock .spread').innerText()
    await page.goto('/people/roster')
    await page.locator('[data-today], .today').first().waitFor()
    const today = await page.locator('[data-today], .today').first().innerText()
    seen.push({ clock, today })
    await closePage(page)
  }
  assert.deepEqual(seen[1], seen[0], 'a phone from another zone shows other hours')
}

export const hostile = [
  ['the browser is killed while the queue goes out', killed],
  ['the server is killed while the queue goes out', restarted],
  ['two windows of one person are one queue', twoWindows],
  ['a photo of 50 MB is made small, and what is no photo is said', photos],
  ['plates of another mine and forged ones are told, through the lock', plates],
  ['a phone from another time zone shows the mine\'s hours', abroad],
]
