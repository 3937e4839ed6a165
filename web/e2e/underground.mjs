// Two people, one phone, no network: reports with photos, the browser killed, the network back. Each
// is on the server once, in order, with both clocks, under the right name; neither saw the other's.
import assert from 'node:assert/strict'
import { arrived, hazardsWith } from './arrived.mjs'
import { picture } from './browser.mjs'
import { lockNow, noTroubles, onDisk, openDevice, openNetwork, readyToGoDown, report, storedText, takePlace, typePin, unlock } from './device.mjs'

const pins = { worker: '204060', leader: '135790' }

export async function underground({ url, accounts }) {
  const network = await openNetwork(url)
  const device = await openDevice(network.url)
  const mark = `井下${Date.now() % 1_000_000}`
  const words = { first: `${mark} 一：左帮锚杆松动 2 根`, second: `${mark} 二：水沟淤堵`, third: `${mark} 三：风筒漏风` }
  try {
    let page = device.page
    await takePlace(page, accounts.worker, pins.worker)
    await readyToGoDown(page)
    await lockNow(page)
    await picture(page, 'phone-zh-lock')
    await page.locator('[data-test=someone-else]').click()
    await takePlace(page, accounts.leader, pins.leader)
    await readyToGoDown(page)
    const cookies = await device.context.cookies()
    assert.deepEqual(cookies.filter((one) => one.name === 'headway'), [], 'a cookie of somebody is left in the browser')

    // Down: the network is cut, the app closed and opened again.
    network.cut()
    await device.close()
    page = await device.start()
    await page.goto('/')
    await page.locator('[data-test=lock]').waitFor()
    await picture(page, 'phone-zh-lock-two')
    await page.locator('[data-test=person]', { hasText: accounts.worker.name }).click()
    await picture(page, 'phone-zh-pin')
    await typePin(page, '999990')
    await page.locator('[role=alert]', { hasText: '不对' }).waitFor()
    await typePin(page, pins.worker)
    await page.waitForURL((at) => at.pathname === '/')
    await report(page, words.first)
    await picture(page, 'phone-zh-kept')
    await report(page, words.second)
    await page.locator('nav.bar a[href="/"]').click()
    await page.getByText(words.second).first().waitFor()
    await page.locator('[data-test=pending]').first().waitFor()
    await picture(page, 'phone-zh-my-shift-offline')
    await page.locator('.outbox-sign:visible').click()
    await page.locator('[data-test=outbox-item]').nth(1).waitFor()
    await picture(page, 'phone-zh-outbox-two')

    // Somebody else: two taps, and nothing of the first is there.
    await lockNow(page)
    await unlock(page, accounts.leader, pins.leader)
    await page.locator('.outbox-sign:visible').click()
    await page.locator('[data-test=others]').waitFor()
    await picture(page, 'phone-zh-outbox-others')
    assert.equal(await page.locator('[data-test=outbox-item]').count(), 0, 'the second person sees the queue of the first')
    await report(page, words.third)
    await page.locator('nav.bar a[href="/"]').click()
    await page.getByText(words.third).first().waitFor()
    const shown = await page.locator('body').innerText()
    assert(!shown.includes(words.first) && !shown.includes(words.second), 'the second person sees a report of the first')
    const stored = await storedText(page)
    for (const one of Object.values(words)) assert(!stored.includes(one), 'a report lies readable in the browser')
    for (const one of [accounts.worker.account, 'Bearer']) assert(!stored.split('\n').some((line) => line === one), `${one} lies readable in the browser`)

    // The battery is taken out.
    await device.kill()
    for (const one of Object.values(words)) assert.deepEqual(onDisk(device.folder, one), [], 'a report lies readable on the disk')

    // Up again: the second person opens the place; both queues go out, each under its own name.
    network.mend()
    page = await device.start()
    await page.goto('/')
    await unlock(page, accounts.leader, pins.leader)
    const found = await arrived(url, accounts.chief.cookie, mark, 3)
    assert.deepEqual(found.map((one) => one.description).sort(), Object.values(words).sort(), 'not each report is there once')
    const by = (text) => found.find((one) => one.description === text)
    assert.equal(by(words.first).reported.by, accounts.worker.person)
    assert.equal(by(words.second).reported.by, accounts.worker.person)
    assert.equal(by(words.third).reported.by, accounts.leader.person)
    for (const one of found) {
      assert.equal(one.photos.length, 1, 'a photo is missing')
      assert(one.reported.observed_at < one.reported.recorded_at, 'one of the two clocks is missing')
    }
    assert(by(words.first).reported.observed_at < by(words.second).reported.observed_at)
    assert(by(words.first).reported.recorded_at <= by(words.second).reported.recorded_at, 'the order of the first person is lost')

    // The author comes back and sees them arrived.
    await lockNow(page)
    await unlock(page, accounts.worker, pins.worker)
    await page.locator('.outbox-sign:visible').click()
    await page.locator('[data-test=sent]', { hasText: words.second }).waitFor()
    assert.equal(await page.locator('[data-test=outbox-item]').count(), 0)
    assert.equal((await hazardsWith(url, accounts.chief.cookie, mark)).length, 3, 'a report was doubled')
    await noTroubles(device)
  } catch (error) {
    await picture(device.page, 'failed-underground').catch(() => undefined)
    throw error
  } finally {
    await device.dispose()
    network.close()
  }
}
