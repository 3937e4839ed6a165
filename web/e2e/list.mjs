// Two thousand hazards under a thumb. What a frame costs is counted here in rows made and layouts done, which are the same on every machine; frames a
// second are measured by ./dev bench web.
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

/** The list with all of them read, back at its top. Answers how high it is. */
export async function openLongList(page) {
  await manyHazards(page)
  await page.goto('/hazards')
  await page.locator('[data-test=hazards] .hazard-row').first().waitFor()
  // Down to the end, as one who looks for something old: every page is read on the way.
  const ended = page.locator('[data-test=hazards] .end', { hasNotText: '…' })
  for (let turn = 0; turn < 400 && !(await ended.isVisible()); turn++) {
    await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight))
    await page.waitForTimeout(60)
  }
  await ended.waitFor()
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  await page.evaluate(() => window.scrollTo(0, 0))
  await page.waitForTimeout(500)
  return height
}

const step = 60
/** A thumb flings through the list for `count` frames: their stamps, and how many rows were made meanwhile. */
export function fling(page, count, moving = true) {
  return page.evaluate(([frames, by]) => new Promise((resolve) => {
    let made = 0
    const watching = new MutationObserver((changes) => { for (const change of changes) for (const one of change.addedNodes) if (one instanceof Element) made += one.matches('.slot') ? 1 : one.querySelectorAll('.slot').length })
    watching.observe(document.querySelector('[data-test=hazards]'), { childList: true, subtree: true })
    const stamps = []
    const frame = (now) => {
      stamps.push(now)
      if (by) window.scrollBy(0, by)
      if (stamps.length <= frames) { requestAnimationFrame(frame); return }
      watching.disconnect()
      resolve({ made, stamps })
    }
    requestAnimationFrame(frame)
  }), [count, moving ? step : 0])
}

/** The rows that are there, over and over, as a plain page without the app. */
export async function standStill(page) {
  await page.evaluate(() => {
    const plain = document.createElement('div')
    plain.dataset.test = 'hazards'
    plain.innerHTML = [...document.querySelectorAll('.slot')].map((one) => one.outerHTML).join('').repeat(20)
    document.body.replaceChildren(plain)
    window.scrollTo(0, 0)
  })
  await page.waitForTimeout(1500)
}

export async function longList({ browser, url, accounts }) {
  const page = await openPage(browser, { url })
  await signIn(page, accounts.chief)
  const height = await openLongList(page)
  assert(height > wanted * 90, `the list is only ${height} px high: not all are there`)
  const rows = page.locator('[data-test=hazards] .hazard-row')
  assert(await rows.count() < 80, `${await rows.count()} rows are on the page at once`)
  await picture(page, 'phone-zh-list')

  const control = await page.context().newCDPSession(page)
  await control.send('Performance.enable')
  const counted = async () => Object.fromEntries((await control.send('Performance.getMetrics')).metrics.map((one) => [one.name, one.value]))
  const before = await counted()
  const frames = 240
  const { made } = await fling(page, frames)
  const after = await counted()
  const passed = frames * step / (height / wanted)
  const layouts = (after.LayoutCount - before.LayoutCount) / frames
  console.log(`      ${made} rows made for ${passed.toFixed(0)} that passed; ${layouts.toFixed(2)} layouts a frame`)
  // Each row is made once as it comes near, with those of one screen ahead.
  assert(made > 0 && made <= passed * 1.5 + 80, `${made} rows were made for ${passed.toFixed(0)} that passed: rows are made again and again`)
  assert(layouts <= 3, `${layouts.toFixed(2)} layouts in a frame`)
  assert(await rows.count() < 80, 'rows stay behind on the page')
  await closePage(page)
}
