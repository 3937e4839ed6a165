// What browsers do to their stores: cleared by the system, full, closed in the middle, an update of the
// app while something is queued, a store of the release before. Nothing is lost that can be kept, and
// what could not be kept is said at once.
import assert from 'node:assert/strict'
import { arrived } from './arrived.mjs'
import { photo, picture, signIn } from './browser.mjs'
import { noTroubles, openDevice, openFormerStore, openNetwork, readyToGoDown, report, storedText } from './device.mjs'

async function onDevice({ url, accounts }, run, options) {
  const network = await openNetwork(url)
  const device = await openDevice(network.url, options)
  const mark = `存储${Math.floor(Math.random() * 1e9)}`
  try {
    await run({ network, device, page: device.page, mark, url, accounts, control: await device.context.newCDPSession(device.page) })
    await noTroubles(device)
  } catch (error) {
    await picture(device.page, 'failed-storage').catch(() => undefined)
    throw error
  } finally {
    await device.dispose()
    network.close()
  }
}

/** The system clears everything while the app is open: said at once, and the words saved from memory. */
export const cleared = (given) => onDevice(given, async ({ network, page, mark, url, accounts, control }) => {
  await signIn(page, accounts.worker)
  await readyToGoDown(page)
  network.cut()
  await report(page, `${mark} 顶板淋水`)
  await control.send('Storage.clearDataForOrigin', { origin: network.url, storageTypes: 'indexeddb' })
  await page.locator('[data-test=storage-lost]').waitFor()
  await picture(page, 'phone-zh-storage-lost')
  network.mend()
  const [found] = await arrived(url, accounts.chief.cookie, mark, 1)
  assert.equal(found.description, `${mark} 顶板淋水`)
  assert.equal(found.reported.by, accounts.worker.person)
})

/** The browser remembers for half a minute how much was free. */
const rememberedRoom = 31_000

/** The device is full: warned before, refused at once, and the form keeps everything until there is room. */
export const full = (given) => onDevice(given, async ({ network, page, mark, url, accounts, control }) => {
  await signIn(page, accounts.worker)
  await readyToGoDown(page)
  network.cut()
  // Room for one more only when what can be read again is given up: done, and said.
  const { usage } = await control.send('Storage.getUsageAndQuota', { origin: network.url })
  await control.send('Storage.overrideQuotaForOrigin', { origin: network.url, quotaSize: usage + 1_000 })
  await page.waitForTimeout(rememberedRoom)
  await report(page, `${mark} 先存的`)
  await page.locator('[data-test=storage-full]').waitFor()
  await picture(page, 'phone-zh-storage-full')
  const words = `${mark} 风筒脱节`
  await page.locator('[data-test=report-again]').click()
  await page.locator('[role=radiogroup] .chip').first().click()
  await page.locator('input[type=file]').first().setInputFiles(await photo(page))
  await page.locator('.picture img').first().waitFor()
  await page.locator('textarea').first().fill(words)
  await control.send('Storage.overrideQuotaForOrigin', { origin: network.url, quotaSize: 1_000 })
  await page.waitForTimeout(rememberedRoom)
  await page.locator('[data-test=send-report]').click()
  await page.locator('form [role=alert]').first().waitFor()
  assert.equal(await page.locator('[data-test=saved]').count(), 0, 'it is said to be saved')
  assert.equal(await page.locator('textarea').first().inputValue(), words)
  assert.equal(await page.locator('.picture img').count(), 1, 'the photo is gone from the form')
  await picture(page, 'phone-zh-storage-refused')
  await control.send('Storage.overrideQuotaForOrigin', { origin: network.url })
  await page.locator('[data-test=send-report]').click()
  await page.locator('[data-test=saved]').waitFor()
  network.mend()
  for (const one of await arrived(url, accounts.chief.cookie, mark, 2)) assert.equal(one.photos.length, 1)
})

/** The store closes under our hands: opened again unseen, nothing lost. */
export const closedInTheMiddle = (given) => onDevice(given, async ({ network, page, mark, url, accounts }) => {
  await page.addInitScript(() => {
    const open = IDBFactory.prototype.open
    window.connections = []
    IDBFactory.prototype.open = function (...given) {
      const asked = open.apply(this, given)
      asked.addEventListener('success', () => { window.connections.push(asked.result) })
      return asked
    }
  })
  await signIn(page, accounts.worker)
  await readyToGoDown(page)
  network.cut()
  await report(page, `${mark} 一`)
  // As the system does it: the connections are closed and told so.
  const close = () => page.evaluate(() => { for (const one of window.connections.splice(0)) { one.close(); one.dispatchEvent(new Event('close')) } })
  await close()
  await report(page, `${mark} 二`)
  await close()
  await page.locator('.outbox-sign:visible').click()
  await page.locator('[data-test=outbox-item]').nth(1).waitFor()
  network.mend()
  await arrived(url, accounts.chief.cookie, mark, 2)
})

/** A newer version comes while something is queued: told, not forced, and the queue stays. */
export const updated = (given) => onDevice(given, async ({ network, page, mark, url, accounts }) => {
  await signIn(page, accounts.worker)
  await readyToGoDown(page)
  await page.reload()
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  network.cutApi()
  await report(page, `${mark} 更新时排队`)
  await page.evaluate(() => { window.unharmed = true })
  network.newer()
  await page.evaluate(async () => { await (await navigator.serviceWorker.ready).update() })
  await page.locator('[data-test=update]').waitFor()
  await picture(page, 'phone-zh-update')
  await page.waitForTimeout(1500)
  assert(await page.evaluate(() => window.unharmed), 'the page was loaded again under the hands of its person')
  await Promise.all([page.waitForEvent('load'), page.locator('[data-test=update]').click()])
  assert.equal(await page.evaluate(() => window.unharmed), undefined)
  await page.locator('.outbox-sign.pending:visible').waitFor()
  network.mend()
  await arrived(url, accounts.chief.cookie, mark, 1)
})

/** The store of the release before, in plain: what it held unsent is taken over and sent, once. */
export const formerStore = (given) => onDevice(given, async ({ network, page, mark, url, accounts }) => {
  const codes = await (await fetch(`${url}/api/v1/codes`, { headers: { Cookie: accounts.chief.cookie } })).json()
  const places = await (await fetch(`${url}/api/v1/places`, { headers: { Cookie: accounts.chief.cookie } })).json()
  const place = places.places.find((one) => one.kind === 'heading' && one.open).id
  const base64 = (await photo(page)).buffer.toString('base64')
  await openFormerStore(page)
  await page.evaluate(async ({ person, words, place, profession, inspection_type, base64 }) => {
    const open = await window.formerStore()
    const id = '019ab4f0-1111-7000-8000-' + String(Date.now()).slice(-12)
    const subject = '019ab4f0-2222-7000-8000-' + String(Date.now()).slice(-12)
    const change = open.transaction(['commands', 'attachments', 'kept'], 'readwrite')
    const blob = new Blob([Uint8Array.from(atob(base64), (one) => one.charCodeAt(0))], { type: 'image/jpeg' })
    change.objectStore('attachments').put({ key: 'former-photo', command: id, blob, media_type: 'image/jpeg' })
    change.objectStore('commands').put({
      id, order: 7, person, subject, subject_kind: 'hazard', kind: 'report', path: '/hazards', observed_at: new Date(Date.now() - 7_200_000).toISOString(), device: '019ab4f0-3333-7000-8000-000000000001',
      body: { id: subject, place, description: words, profession, inspection_type, photos: ['attachment:former-photo'] }, attachments: ['former-photo'], state: 'queued', attempts: 3, not_before: 0, lease_until: 0,
    })
    change.objectStore('kept').put({ key: 'order', value: '7' })
    change.objectStore('kept').put({ key: 'directory', value: 'names in plain' })
    await new Promise((resolve) => { change.oncomplete = resolve })
    open.close()
  }, { person: accounts.worker.person, words: `${mark} 旧版存的`, place, profession: codes.professions[0].code, inspection_type: codes.inspection_types[0].code, base64 })
  network.cutApi()
  await page.goto('/sign-in')
  await page.locator('input[name=account]').waitFor()
  assert((await storedText(page)).includes(mark), 'what was unsent is gone before its author came')
  network.mend()
  await signIn(page, accounts.worker)
  const [found] = await arrived(url, accounts.chief.cookie, mark, 1)
  assert.equal(found.photos.length, 1)
  assert(Date.parse(found.reported.recorded_at) - Date.parse(found.reported.observed_at) > 3_600_000, 'the time of the device is lost')
  await page.waitForTimeout(500)
  const stored = await storedText(page)
  assert(!stored.includes(mark) && !stored.includes('names in plain'), 'something of the former store still lies readable')
})
