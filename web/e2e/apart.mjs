// Two people do to one hazard what does not go together, apart from each other and from the server,
// by clocks that are a day ahead and a day behind. Nothing is lost, the timeline is right, and a
// person settles it.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { closePage, desk, openPage, picture, signIn } from './browser.mjs'
import { commandHeaders, uuid7 } from './commands.mjs'

const day = 24 * 3_600_000
const said = JSON.parse(readFileSync(new URL('../src/texts/zh.json', import.meta.url), 'utf8'))

async function reported({ url, accounts }) {
  const headers = commandHeaders(accounts.worker.cookie)
  const get = async (path) => (await fetch(`${url}/api/v1${path}`, { headers: { Cookie: accounts.worker.cookie } })).json()
  const place = (await get('/places')).places.find((one) => one.kind === 'heading')
  const codes = await get('/codes')
  const id = uuid7()
  const answer = await fetch(`${url}/api/v1/hazards`, { method: 'POST', headers, body: JSON.stringify({
    id, place: place.id, description: '迎头左帮第二排锚杆托盘松动', profession: codes.professions[1].code, inspection_type: codes.inspection_types[0].code, photos: [],
  }) })
  assert.equal(answer.status, 201, await answer.text())
  return id
}

/** A device whose clock is wrong by `error` from its first moment on. */
async function deviceWith(error, given, person) {
  const page = await openPage(given.browser, given)
  await page.addInitScript((wrong) => {
    const real = Date
    globalThis.Date = class extends real {
      constructor(...given) { if (given.length) super(...given); else super(real.now() + wrong) }
      static now() { return real.now() + wrong }
    }
  }, error)
  await signIn(page, person)
  return page
}

async function stepApart(page, name, fill) {
  const main = page.locator(`[data-test=step-${name}]`)
  if (await main.count()) await main.click()
  else {
    await page.locator('.bar .more').click()
    await page.locator('.others .action', { hasText: said.step[name] }).click()
  }
  const sheet = page.locator('[role=dialog] .sheet').last()
  await sheet.locator('textarea').first().fill(fill)
  await sheet.locator('[data-test=do-step]').click()
  await sheet.waitFor({ state: 'hidden' })
}

const sent = (page) => page.locator('.outbox-sign.pending').first().waitFor({ state: 'detached' })

export async function apart(given) {
  const { accounts, browser, url } = given
  const id = await reported(given)
  const wang = await deviceWith(day, given, accounts.leader)
  const li = await deviceWith(-day, given, accounts.inspector)
  for (const page of [wang, li]) {
    await page.goto(`/hazards/${id}`)
    await page.locator('article .description').waitFor()
    await page.waitForTimeout(500)
    await page.context().setOffline(true)
  }
  const rejectedAt = Date.now()
  await stepApart(li, 'reject', '现场看过，没有松动')
  await li.waitForTimeout(3000)
  const rectifiedAt = Date.now()
  await stepApart(wang, 'rectify', '两根托盘已紧固')
  await picture(wang, 'phone-zh-apart-kept')
  // The one who acted later is heard first.
  await wang.context().setOffline(false)
  await sent(wang)
  await li.context().setOffline(false)
  await sent(li)
  await closePage(wang)
  await closePage(li)

  const facts = (await (await fetch(`${url}/api/v1/hazards/${id}/timeline`, { headers: { Cookie: accounts.chief.cookie } })).json()).items
  const of = (kind) => facts.find((one) => one.kind === `hazard.${kind}`)
  for (const [kind, error, acted] of [['rectified', day, rectifiedAt], ['rejected', -day, rejectedAt]]) {
    const one = of(kind)
    assert(one, `the step ${kind} was lost`)
    const raw = new Date(one.observed_at).getTime()
    assert(Math.abs(raw - acted - error) < 60_000, 'the device\'s own clock was not kept')
    assert(Math.abs(raw + one.clock_offset_ms - acted) < 60_000, 'the moment is not put right')
    assert(Math.abs(new Date(one.recorded_at).getTime() - acted) < 120_000)
  }
  assert(of('rejected').contested && !of('rectified').contested, 'what arrived second and did not fit is not contested')

  const page = await openPage(browser, { url })
  await signIn(page, accounts.chief)
  await page.goto(`/hazards/${id}`)
  const steps = page.locator('[data-test=timeline] > li')
  await steps.nth(2).waitFor()
  const kinds = await steps.evaluateAll((all) => all.map((one) => one.dataset.kind))
  assert.deepEqual(kinds.filter((one) => /rectified|rejected|reported/.test(one)), ['hazard.rectified', 'hazard.rejected', 'hazard.reported'], 'the timeline is not in the order of what was done')
  const words = await steps.allInnerTexts()
  assert(words[0].includes(said.timeline.clock_ahead.split('{')[0]), 'a clock that was ahead is not named')
  assert(words[1].includes(said.timeline.clock_behind.split('{')[0]), 'a clock that was behind is not named')
  const sentence = await page.locator('[data-test=contests] .sentence').innerText()
  for (const part of [accounts.inspector.name, accounts.leader.name, said.timeline.kinds.rejected, said.timeline.kinds.rectified]) assert(sentence.includes(part), `the sentence lacks ${part}: ${sentence}`)
  await picture(page, 'phone-zh-contest')
  await page.locator('[data-test=settle-taken]').click()
  await page.locator('[role=dialog] textarea').fill('到现场核对过照片')
  await picture(page, 'phone-zh-contest-settle')
  await page.locator('[data-test=settle]').click()
  await page.locator('article [data-state=rejected]').first().waitFor()
  assert.equal(await page.locator('[data-test=contests]').count(), 0)
  await page.locator('[data-test=timeline] > li[data-kind="hazard.dispute_settled"]').waitFor()
  const after = await steps.evaluateAll((all) => all.map((one) => one.dataset.kind))
  for (const kind of ['hazard.rectified', 'hazard.rejected', 'hazard.dispute_settled']) assert(after.includes(kind), `${kind} has gone from the timeline`)
  // As it was known before anybody settled it.
  const knownAt = new Date(new Date(of('rejected').received_at).getTime() + 1).toISOString()
  const then = await (await page.request.get(`/api/v1/hazards/${id}?known_at=${encodeURIComponent(knownAt)}`)).json()
  assert.equal(then.state, 'rectified')
  await page.locator('[data-test=as-of-open]').click()
  await page.locator('[role=dialog] .chip').last().click()
  await page.locator('[data-test=as-of]').waitFor()
  await page.locator('article [data-state=reported]').first().waitFor()
  assert.equal(await steps.count(), 1, 'more is shown than was known')
  await picture(page, 'phone-zh-as-of')
  await page.locator('[data-test=as-now]').click()
  await page.locator('article [data-state=rejected]').first().waitFor()
  await closePage(page)
  const large = await openPage(browser, { url, size: desk, language: 'en', theme: 'light' })
  await signIn(large, accounts.chief)
  await large.goto(`/hazards/${id}`)
  await large.locator('[data-test=timeline] > li').nth(3).waitFor()
  await picture(large, 'desk-en-apart-timeline')
  await closePage(large)
}
