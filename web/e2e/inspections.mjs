// An inspection by phone: the plate's number proves presence, item after item, three findings, one of them major, without a network; a reload in the middle
// takes nothing away. Afterwards the hazards are there, whoever held the place at that minute is named, and score and risk colour have moved.
import assert from 'node:assert/strict'
import { closePage, desk, openPage, photo, picture, signIn } from './browser.mjs'
import { commandHeaders, uuid7 } from './commands.mjs'
import { drawZone } from './zones.mjs'

const get = async (url, cookie, path) => (await fetch(`${url}/api/v1${path}`, { headers: { Cookie: cookie } })).json()
const sent = (page) => page.locator('.outbox-sign.pending').first().waitFor({ state: 'detached', timeout: 30_000 })

/** A zone at a place without open hazards, held by the crew leader. */
async function heldZone({ url, accounts }) {
  const cookie = accounts.chief.cookie
  const [where, colours] = await Promise.all([get(url, cookie, '/places'), get(url, cookie, '/places/colours')])
  const troubled = new Set(colours.items.filter((one) => one.open > 0).map((one) => one.place))
  const place = where.places.find((one) => ['heading', 'gateway', 'chamber'].includes(one.kind) && one.section === where.places.find((each) => each.kind === 'heading').section && !troubled.has(one.id))
  assert(place, 'the demo section has no place without open hazards')
  const zone = await drawZone(url, cookie, { places: [place.id] })
  const tenure = uuid7()
  const answer = await fetch(`${url}/api/v1/zones/${zone.id}/appoint`, { method: 'POST', headers: commandHeaders(cookie), body: JSON.stringify({ tenure, person: accounts.leader.person, promise: '管好这一段' }) })
  assert.equal(answer.status, 200, await answer.text())
  return { zone, place, tenure }
}

async function typeNumber(page, number) {
  await page.locator('[data-test=scan]').click()
  await page.locator('[data-test=key-1]').waitFor()
  for (const figure of number) await page.locator(`[data-test=key-${figure}]`).click()
}

/** Poor: a word, a photo, and one touch makes it a hazard. */
async function poor(page, words, level) {
  await page.locator('[data-test=poor]').click()
  await page.locator('[data-test=finding-note]').fill(words)
  await page.locator('[data-test=make-hazard]').click()
  const form = page.locator('[data-test=finding-hazard]')
  if (level) {
    await form.locator('.chip', { has: page.locator(`svg.${level}`) }).first().click()
    await form.locator('.q-select').click()
    await page.locator('.q-menu .q-item').first().click()
  }
}
const next = (page) => page.locator('[data-test=next-item]').click()
const itemText = (page) => page.locator('[data-test=item]').innerText()

export async function inspected({ browser, url, accounts }) {
  const { zone, place, tenure } = await heldZone({ url, accounts })
  const page = await openPage(browser, { url })
  await signIn(page, accounts.inspector)
  await page.goto('/inspect')
  await typeNumber(page, place.plate_code)
  await page.locator('[data-test=presence]').waitFor()
  const forZone = page.locator('[role=radio]', { hasText: zone.name })
  if (await forZone.count()) await forZone.first().click()
  await page.locator('[data-choice=spot]').click()
  await picture(page, 'phone-zh-inspect-start')
  await page.locator('[data-test=begin-inspection]').click()
  await page.locator('[data-test=item]').waitFor()
  await page.locator('[data-test=good]').waitFor()
  await picture(page, 'phone-zh-inspect-item')

  const first = await itemText(page)
  await page.locator('[data-test=good]').click()
  await page.waitForFunction((before) => document.querySelector('[data-test=item]')?.textContent !== before, first)
  await page.locator('[data-test=not-applicable]').click()
  await poor(page, '迎头右帮空顶 1.2 米未支护', 'red')
  await page.locator('[data-test=more-finds], [data-test=finding-note]').first().waitFor()
  await page.setInputFiles('input[type=file]', await photo(page))
  await page.locator('.picture img').waitFor()
  await picture(page, 'phone-zh-inspect-finding')
  // The app is closed in the middle; nothing is gone.
  await page.waitForTimeout(600)
  await page.reload()
  await page.locator('[data-test=finding-note]').waitFor()
  assert.equal(await page.locator('[data-test=finding-note]').inputValue(), '迎头右帮空顶 1.2 米未支护', 'the draft was lost')
  await page.locator('.picture img').waitFor()

  await page.context().setOffline(true)
  await next(page)
  await poor(page, '锚杆托盘松动')
  await next(page)
  await poor(page, '锚索外露超过 250 毫米')
  await next(page)
  await page.locator('[data-test=good]').click()
  await page.locator('[data-test=to-summary]').click()
  await page.locator('[data-test=inspection-summary]').waitFor()
  const told = Number(await page.locator('[data-test=score]').innerText())
  await picture(page, 'phone-zh-inspect-summary')
  await page.locator('[data-test=save-inspection]').click()
  await page.locator('[data-test=inspection-saved][data-state=queued]').waitFor({ timeout: 15_000 })
  await picture(page, 'phone-zh-inspect-kept')
  assert.equal((await page.locator('.outbox-sign .count:visible').first().innerText()).trim(), '4', 'three reports and the inspection do not wait')
  await page.context().setOffline(false)
  await sent(page)
  await page.locator('[data-test=see-inspection]').click()
  await page.locator('[data-test=finding]').nth(2).waitFor()
  await picture(page, 'phone-zh-inspection')

  const id = new URL(page.url()).pathname.split('/').pop()
  const cookie = accounts.chief.cookie
  const one = await get(url, cookie, `/inspections/${id}`)
  assert.equal(one.proof, 'proved', 'the plate proves nothing')
  assert.equal(one.score.percent, told, 'the phone reckoned another score than the server')
  assert(one.holders.some((each) => each.tenure === tenure && each.person === accounts.leader.person), 'who held the place at that minute is not named')
  const findings = one.marks.filter((each) => each.hazard)
  assert.equal(findings.length, 3)
  assert.equal(findings[0].photos.length, 1, 'the photo of the finding is lost')
  const hazards = await Promise.all(findings.map((each) => get(url, cookie, `/hazards/${each.hazard}`)))
  assert(hazards.every((each) => each.place === place.id && each.state === 'reported'), 'a finding is no hazard of its place')
  assert.equal(hazards[0].grade.national_level, 1, 'the major one is not major')
  assert.equal(hazards[0].photos.length, 1, 'the hazard lacks the photo')
  const colour = (await get(url, cookie, '/places/colours')).items.find((each) => each.place === place.id)
  assert.equal(colour?.colour, 'red', 'the risk colour has not moved')
  const score = (await get(url, cookie, '/inspections/scores')).items.find((each) => each.zone === zone.id)
  assert.equal(score?.percent, told, 'the live score has not moved')
  assert((await page.locator('[data-test=held-by]').innerText()).includes(accounts.leader.name), 'who held it is not shown')

  // The holder sees it on his own screen.
  const holder = await openPage(browser, { url })
  await signIn(holder, accounts.leader)
  await holder.goto(`/my-zone?zone=${zone.id}`)
  await holder.locator(`[data-score="${told}"]`).first().waitFor()
  await holder.locator('.hazard-row').nth(2).waitFor()
  await picture(holder, 'phone-zh-my-zone')
  await closePage(holder)
  await closePage(page)
}

/** What nobody did in its ten days stands first among what is due, and says whom the ladder has told. */
export async function overdue({ browser, url, accounts }) {
  const due = await get(url, accounts.chief.cookie, '/inspections/due')
  const missed = due.items.find((one) => one.due === 'overdue' && one.alarms_raised > 0)
  assert(missed, 'the demo section has no missed round that the ladder has told of')
  const page = await openPage(browser, { url, size: desk, language: 'en', theme: 'light' })
  await signIn(page, accounts.chief)
  await page.goto('/inspections')
  const row = page.locator(`[data-due=overdue][data-rhythm="${missed.rhythm}"]`).first()
  await row.locator('[data-test=told]').waitFor()
  await picture(page, 'desk-en-due')
  await row.locator('[data-test=excuse]').click()
  await page.locator('[role=dialog] textarea').fill('当旬停产检修，下旬补查')
  await page.locator('[role=dialog] [data-test=save]').click()
  await page.locator('[role=dialog] .sheet').waitFor({ state: 'hidden' })
  await page.goto('/inspections/calendar')
  await page.locator(`[data-rhythm="${missed.rhythm}"]`).first().waitFor()
  await picture(page, 'desk-en-calendar')
  await closePage(page)
}
