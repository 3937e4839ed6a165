// Two thousand hazards on a phone that is four times slower than this machine: 55 frames a second.
import assert from 'node:assert/strict'
import { closePage, openPage, picture, signIn } from './browser.mjs'

const wanted = 2000

/** The server's pages, with the records it has over and over until there are two thousand. */
async function manyHazards(page) {
  const known = (await (await page.request.get('/api/v1/hazards?limit=200')).json()).items
  const all = Array.from({ length: wanted }, (_, at) => ({ ...known[at % known.length], id: `0190a000-0000-7000-8000-${String(at).padStart(12, '0')}` }))
  await page.route(/\/api\/v1\/hazards\?/, (route) => {
    const query = new URL(route.request().url()).searchParams
    const from = Number(query.get('cursor') ?? 0)
    const to = Math.min(all.length, from + Number(query.get('limit') ?? 50))
    return route.fulfill({ json: { items: all.slice(from, to), ...(to < all.length ? { next: String(to) } : {}) } })
  })
}

/** Frames a second while a thumb flings through the list; the machine's own frames without work beside it. */
async function frames(page, scroll) {
  return page.evaluate((moving) => new Promise((resolve) => {
    const stamps = []
    const began = performance.now()
    const step = (now) => {
      stamps.push(now)
      if (moving) window.scrollBy(0, 60)
      if (now - began < 4000) requestAnimationFrame(step)
      else resolve((stamps.length - 1) * 1000 / (stamps.at(-1) - stamps[0]))
    }
    requestAnimationFrame(step)
  }), scroll)
}

export async function longList({ browser, url, accounts }) {
  const page = await openPage(browser, { url })
  await signIn(page, accounts.chief)
  await manyHazards(page)
  await page.goto('/hazards')
  await page.locator('[data-test=hazards] .hazard-row').first().waitFor()
  // Down to the end, as one who looks for something old: every page is read on the way.
  let seen = 0
  for (let turn = 0; turn < 400 && seen < 3; turn++) {
    await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight))
    await page.waitForTimeout(60)
    seen = await page.locator('[data-test=hazards] .end').count() && !(await page.locator('[data-test=hazards] .end', { hasText: '…' }).count()) ? seen + 1 : 0
  }
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  assert(height > wanted * 90, `the list is only ${height} px high: not all are there`)
  const rows = await page.locator('[data-test=hazards] .hazard-row').count()
  assert(rows < 80, `${rows} rows are on the page at once`)
  await page.evaluate(() => window.scrollTo(0, 0))
  await page.waitForTimeout(500)
  await picture(page, 'phone-zh-list')
  const slow = await page.context().newCDPSession(page)
  await slow.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  const idle = await frames(page, false)
  const moving = await frames(page, true)
  await slow.send('Emulation.setCPUThrottlingRate', { rate: 1 })
  console.log(`      ${moving.toFixed(1)} frames/s slowed 4×; ${idle.toFixed(1)} with nothing to do; ${rows} rows on the page`)
  assert(moving >= Math.min(55, idle * 0.92), `only ${moving.toFixed(1)} frames/s (${idle.toFixed(1)} idle)`)
  await closePage(page)
}
