// The tour: every screen on the phone and at the desk, in Chinese and English, in every light, with and without a network. Each is checked (checks.mjs);
// with UPDATE_TOUR=1 each is also pictured into docs/screenshots/tour, and docs/tour.md and docs/tour.zh.md are written anew.
import assert from 'node:assert/strict'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { closePage, desk, openPage, phone } from './browser.mjs'
import { axeFindings, looks } from './checks.mjs'
import { stops, unvisited } from './stops.mjs'
import { tourPages } from './tour-pages.mjs'

const update = process.env.UPDATE_TOUR === '1'
const docs = fileURLToPath(new URL('../../docs/', import.meta.url))
const sizes = { phone, desk }
/** Which pictures are taken without a network, beside those with one. */
const offlinePictures = new Set(['phone-zh-dark', 'phone-en-lamp', 'desk-zh-lamp', 'desk-en-dark'])

async function picture(page, name, size) {
  if (!update) return
  const session = await page.context().newCDPSession(page)
  // at the desk a little smaller than it is: legible, and a third of the bytes
  const { width, height } = sizes[size]
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 62, clip: { x: 0, y: 0, width, height, scale: size === 'desk' ? 0.8 : 1 } })
  writeFileSync(`${docs}screenshots/tour/${name}.webp`, Buffer.from(data, 'base64'))
  await session.detach()
}

async function settled(page) {
  await page.locator('main, article').first().waitFor()
  await page.locator('.bone:not([data-still] .bone)').first().waitFor({ state: 'detached' })
  await page.waitForTimeout(120)
}
const light = (page, theme) => page.evaluate((wanted) => { document.documentElement.dataset.theme = wanted }, theme)
/** A colour half-way to another is no finding. */
function still() {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync('*, *::before, *::after { transition: none !important; animation: none !important; }')
  document.adoptedStyleSheets = [sheet]
}

/** Between these two ways every colour is seen; colours are of no language. Words and widths are tried on all four. */
const wholeWays = new Set(['phone-zh', 'desk-en'])

async function visit(page, stop, { size, language, complain }) {
  const whole = update || wholeWays.has(`${size}-${language}`)
  const say = (where, found) => { for (const one of found) complain(`${stop.name} (${size}, ${language}, ${where}) ${one}`) }
  await page.goto(stop.path)
  await settled(page)
  if (stop.open) { await stop.open(page); await settled(page) }
  assert.equal(new URL(page.url()).pathname, (stop.at ?? stop.path).split('?')[0], `${stop.name} leads elsewhere`)
  say('dark', await looks(page))
  say('dark', await axeFindings(page))
  await picture(page, `${stop.name}-${size}-${language}-dark`, size)
  for (const theme of whole ? ['lamp', 'light'] : []) {
    await light(page, theme)
    say(theme, await axeFindings(page, ['color-contrast']))
    if (theme === 'lamp') await picture(page, `${stop.name}-${size}-${language}-lamp`, size)
  }
  if (stop.as && !stop.bare && stop.path !== '/pin') await withoutNetwork(page, stop, { size, language, say, whole })
  if (size === 'phone') {
    await light(page, 'dark')
    await page.evaluate(() => document.documentElement.style.setProperty('--scale', '1.5'))
    say('largest text', await looks(page))
  }
}

/** The network is cut: what was read stays, and says how old it is. */
async function withoutNetwork(page, stop, { size, language, say, whole }) {
  await page.context().setOffline(true)
  try {
    await page.locator('[data-test=offline]').waitFor()
    assert(await page.locator('main').first().isVisible(), `${stop.name} shows nothing without a network`)
    for (const theme of ['lamp', 'dark']) {
      await light(page, theme)
      if (theme === 'dark') {
        say('offline', await looks(page))
        if (whole) say('offline', await axeFindings(page, ['color-contrast']))
      }
      if (offlinePictures.has(`${size}-${language}-${theme}`)) await picture(page, `${stop.name}-${size}-${language}-${theme}-offline`, size)
    }
  } finally {
    await page.context().setOffline(false)
  }
}

/** Something of each kind to look at. */
async function examples(url, { chief, example }) {
  const get = async (path) => (await fetch(`${url}/api/v1/${path}`, { headers: { Cookie: chief.cookie } })).json()
  const [names, where, hazards, zones, inspections, lists] = await Promise.all([get('directory'), get('places'), get('hazards?open=true&level=major&limit=1'), get('zones'), get('inspections?limit=20'), get('checklists')])
  const place = where.places.find((one) => hazards.items[0] && one.id === hazards.items[0].place) ?? where.places.at(-1)
  const zone = zones.items.find((one) => one.open_claims > 0) ?? zones.items.find((one) => one.holders.length) ?? zones.items[0]
  const inspection = inspections.items.find((one) => one.poor > 0) ?? inspections.items[0]
  assert(zone && inspection, 'the demo section has no zones or no inspections')
  return { example: hazards.items[0]?.id ?? example, place: place.id, zone: zone.id, inspection: inspection.id, checklist: lists.items[0].id, person: names.persons.find((one) => one.posts?.length)?.id ?? names.persons[0].id }
}

export async function tour({ browser, url, accounts }) {
  const all = stops(await examples(url, accounts))
  assert.deepEqual(unvisited(all), [], 'a screen has no stop in the tour: add one to e2e/stops.mjs')
  const complaints = []
  // Some stops or ways only, while one works on them: TOUR_STOPS=my-shift,report TOUR_WAYS=phone-zh
  const wanted = process.env.TOUR_STOPS?.split(',')
  if (update && !wanted && !process.env.TOUR_WAYS) rmSync(`${docs}screenshots/tour`, { recursive: true, force: true })
  if (update) mkdirSync(`${docs}screenshots/tour`, { recursive: true })
  // One page for each who looks: nobody sees on it what another left.
  const walk = async (size, language) => {
    for (const as of new Set(all.map((one) => one.as))) {
      const mine = all.filter((one) => one.as === as && (!wanted || wanted.includes(one.name)))
      if (mine.length === 0) continue
      const page = await openPage(browser, { url, size: sizes[size], language, theme: 'dark' })
      await page.addInitScript(still)
      if (as) assert((await page.context().request.post('/api/v1/session', { data: { account: accounts[as].account, password: accounts[as].password } })).ok(), `${as} cannot sign in`)
      for (const stop of mine) {
        if (process.env.TOUR_LOUD) console.log(new Date().toISOString().slice(11, 19), size, language, stop.name)
        const complain = (one) => { complaints.push(one); if (process.env.TOUR_LOUD) console.log(one) }
        await visit(page, stop, { size, language, complain }).catch((error) => complain(`${stop.name} (${size}, ${language}) ${error.message.split('\n').slice(0, 3).join(' ')}`))
      }
      await closePage(page)
    }
  }
  const ways = [['phone', 'zh'], ['desk', 'en'], ['phone', 'en'], ['desk', 'zh']].filter((way) => !process.env.TOUR_WAYS || process.env.TOUR_WAYS.includes(way.join('-')))
  for (let at = 0; at < ways.length; at += 2) await Promise.all(ways.slice(at, at + 2).map((way) => walk(...way)))
  if (update) tourPages(docs, all, offlinePictures)
  assert.deepEqual(complaints, [])
}
