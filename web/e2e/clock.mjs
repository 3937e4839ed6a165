// A phone whose clock is a day off, either way: it says so, and whatever it tells of now and today, and
// whatever moment it proposes, is of the mine's clock. Days without a network it still knows its shift.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { closePage, desk, openPage, picture, signIn } from './browser.mjs'
import { openDevice, openNetwork, readyToGoDown, takePlace, unlock } from './device.mjs'

const hour = 3_600_000
const said = JSON.parse(readFileSync(new URL('../src/texts/zh.json', import.meta.url), 'utf8'))
const dateAt = (at) => new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(at)

/** From the next page on the clock of the device is off by `error`. */
const setClock = (target, error) => target.addInitScript((wrong) => {
  const real = globalThis.realDate ?? Date
  globalThis.realDate = real
  globalThis.Date = class extends real {
    constructor(...given) { if (given.length) super(...given); else super(real.now() + wrong) }
    static now() { return real.now() + wrong }
  }
}, error)

export async function wrongClock({ browser, url, accounts }) {
  for (const [error, notice] of [[24 * hour, 'clock_ahead'], [-24 * hour, 'clock_behind']]) {
    const page = await openPage(browser, { url, size: desk })
    await setClock(page, error)
    await signIn(page, accounts.chief)
    await page.locator('[data-test=clock-wrong]', { hasText: said.store[notice].replace('{time}', said.time.days.replace('{n}', '1')) }).waitFor()
    await picture(page, `desk-zh-${notice}`)
    await page.goto('/people/roster')
    const today = await page.locator('th.today .number').first().innerText()
    assert.equal(Number(today), Number(dateAt(Date.now()).slice(8)), 'the roster takes another day for today')
    // A deadline of a day is a day of the mine.
    const { items } = await (await page.request.get('/api/v1/hazards?state=verified&limit=1')).json()
    await page.goto(`/hazards/${items[0].id}`)
    await page.locator('[data-test=step-assign]').click()
    await page.locator('[role=dialog] .chip', { hasText: said.step.quick.hours_24 }).click()
    const until = Date.parse(`${await page.locator('[role=dialog] input[type=datetime-local]').inputValue()}:00+08:00`)
    assert(Math.abs(until - Date.now() - 24 * hour) < hour, 'a deadline is proposed by a clock that is wrong')
    await page.keyboard.press('Escape')
    await page.context().setOffline(true)
    await page.locator('[data-test=age]').waitFor()
    const age = await page.locator('[data-test=age]').innerText()
    assert(!/\d (天|小时)/.test(age), `what was read just now is said to be old: ${age}`)
    await closePage(page)
  }
}

export async function daysAway({ url, accounts }) {
  const network = await openNetwork(url)
  const device = await openDevice(network.url)
  const pin = '204060'
  try {
    let { page } = device
    await takePlace(page, accounts.worker, pin)
    await readyToGoDown(page)
    const mine = await (await fetch(`${url}/api/v1/my`, { headers: { Cookie: accounts.worker.cookie } })).json()
    network.cut()
    for (const [away, wanted] of [[3 * 24 * hour, mine.ahead.find((one) => Date.parse(one.shift.ends) > Date.now() + 3 * 24 * hour)], [9 * 24 * hour, undefined]]) {
      await device.close()
      page = await device.start()
      await setClock(page, away)
      await page.goto('/')
      await unlock(page, accounts.worker, pin)
      if (wanted) {
        await page.locator('main .name', { hasText: wanted.shift.name_zh }).waitFor()
        assert((await page.locator('main').innerText()).includes(wanted.shift.date), 'another day\'s shift is shown as the present one')
        assert((await page.locator('main').innerText()).includes(wanted.on_shift ? said.shift.on_shift : said.shift.off_shift))
      }
      await picture(page, `phone-zh-days-away-${away / hour / 24}`)
    }
    // What was read nine days ago is older than what may be shown: nothing is said rather than something false.
    assert.equal(await page.locator('.clock').count(), 0, 'a shift of nine days ago runs on')
  } finally {
    await device.dispose()
    network.close()
  }
}

export const clocks = [
  ['a phone whose clock is a day off says so, and dates by the mine\'s', wrongClock],
  ['a phone knows its shift through days without a network, and never shows one that is over', daysAway],
]
