// Hands, eyes, ears: the whole desk by keys, saved and refused felt and heard, cards read aloud, each person's own light.
import assert from 'node:assert/strict'
import { closePage, desk, openPage, phone, picture, signIn } from './browser.mjs'

const focused = (page) => page.evaluate(() => ({ tag: document.activeElement?.tagName, text: document.activeElement?.textContent?.trim().slice(0, 60), inDialog: Boolean(document.activeElement?.closest('[role=dialog]')), row: document.activeElement?.classList.contains('hazard-row'), ring: getComputedStyle(document.activeElement ?? document.body).outlineStyle }))

export async function keyboard({ browser, url, accounts }) {
  const page = await openPage(browser, { url, size: desk, language: 'en' })
  await signIn(page, accounts.chief)
  await page.goto('/hazards')
  await page.locator('.hazard-row').nth(3).waitFor()

  // The first stop of the tab key leads past the navigation.
  await page.keyboard.press('Tab')
  assert.equal((await focused(page)).text, 'Skip to the content')
  await page.keyboard.press('Enter')
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'content')

  // Lists by keys, with a ring that is seen.
  await page.keyboard.press('j')
  await page.keyboard.press('ArrowDown')
  const second = await focused(page)
  assert(second.row && second.ring === 'solid', `the arrow did not lead to the second hazard: ${JSON.stringify(second)}`)
  await page.keyboard.press('Enter')
  await page.waitForURL('**/hazards/*')

  // The page of shortcuts keeps the focus within, and gives it back.
  await page.locator('.hazard-row').nth(1).focus()
  await page.keyboard.press('?')
  await page.locator('[role=dialog] kbd').first().waitFor()
  await page.waitForFunction(() => document.activeElement?.closest('[role=dialog]'))
  await picture(page, 'desk-en-shortcuts')
  for (let press = 0; press < 6; press++) {
    await page.keyboard.press('Tab')
    const now = await focused(page)
    assert(now.inDialog, `the focus left the dialog: ${JSON.stringify(now)}`)
  }
  await page.keyboard.press('Escape')
  await page.locator('[role=dialog]').waitFor({ state: 'detached' })
  assert((await focused(page)).row, 'the dialog did not give the focus back')

  await page.keyboard.press('g')
  await page.keyboard.press('p')
  await page.waitForURL('**/people')
  await page.locator('[role=tab][aria-selected=true]').focus()
  await page.keyboard.press('ArrowRight')
  await page.waitForURL('**/people/roster')
  await page.keyboard.press('g')
  await page.keyboard.press('h')
  await page.waitForURL('**/hazards')
  await page.keyboard.press('/')
  assert.equal((await focused(page)).tag, 'INPUT')
  await page.keyboard.type('n?')
  assert(new URL(page.url()).pathname === '/hazards', 'typing in a field set off a shortcut')

  // Whoever speaks to the computer turns single keys off.
  await page.goto('/settings')
  await page.locator('[data-test=keys] [data-choice=off]').click()
  await page.locator('h1').click()
  await page.keyboard.press('n')
  await page.waitForTimeout(150)
  assert.equal(new URL(page.url()).pathname, '/settings', 'a shortcut that is off still works')
  await closePage(page)
}

/** Records what a headless browser cannot do: buzz, sound, speak. */
function listen() {
  window.felt = { buzzes: [], tones: 0, spoken: [] }
  navigator.vibrate = (pattern) => { window.felt.buzzes.push(pattern); return true }
  const start = OscillatorNode.prototype.start
  OscillatorNode.prototype.start = function (...when) { window.felt.tones += 1; return start.apply(this, when) }
  const voices = [{ lang: 'zh-CN', name: 'a voice' }]
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text } }
  Object.defineProperty(window, 'speechSynthesis', { value: { getVoices: () => voices, addEventListener: () => undefined, cancel: () => undefined, speak: (words) => window.felt.spoken.push(words.text) } })
}

export async function senses({ browser, url, accounts }) {
  const page = await openPage(browser, { url, size: phone, language: 'zh' })
  await page.addInitScript(listen)
  await signIn(page, accounts.worker)
  const felt = () => page.evaluate(() => window.felt)

  await page.goto('/hazards')
  await page.locator('.hazard-row').nth(2).waitFor()
  await page.locator('[data-test=listen]').click()
  await page.locator('.being-read').waitFor()
  await picture(page, 'phone-zh-read-aloud')
  await page.locator('.hazard-row').nth(2).click()
  const words = (await felt()).spoken
  assert(words.length === 2 && words[1].length > 8, `the touched card is not read: ${JSON.stringify(words)}`)
  assert.equal(new URL(page.url()).pathname, '/hazards', 'the touch opened the card while it was read')
  await page.locator('[data-test=stop-reading]').click()
  assert.equal(await page.locator('.being-read').count(), 0)

  // In English this device has no voice: nothing is offered that would not work.
  await page.goto('/settings')
  await page.locator('[data-test=language] [data-choice=en]').click()
  await page.locator('[data-test=listen]').waitFor({ state: 'detached' })
  await page.locator('[data-test=language] [data-choice=zh]').click()

  await page.locator('[data-test=try-refused]').click()
  assert((await felt()).buzzes.length === 1 && (await felt()).tones === 2, 'a refusal is not felt and heard')
  await page.locator('[data-test=sound] [data-choice=off]').click()
  await page.locator('[data-test=vibration] [data-choice=off]').click()
  await page.locator('[data-test=try-saved]').click()
  assert((await felt()).buzzes.length === 1 && (await felt()).tones === 2, 'what was turned off is still felt or heard')
  await page.locator('[data-test=theme] [data-choice=lamp]').click()
  await page.locator('[data-test=text-size] [data-choice=largest]').click()
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'lamp')
  assert.equal(await page.evaluate(() => parseFloat(getComputedStyle(document.body).fontSize)), 24)
  await page.reload()
  await page.locator('[data-test=theme] [data-choice=lamp][aria-pressed=true]').waitFor()
  await closePage(page)
}
