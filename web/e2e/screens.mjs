// Every screen at both sizes, in both languages and both lights: it opens without an error, fits its
// width, and what is touched is large enough.
import assert from 'node:assert/strict'
import { closePage, desk, openPage, phone, picture, signIn } from './browser.mjs'

const screens = ['/', '/report', '/hazards', '/board', '/map', '/people', '/places', '/imports', '/accounts', '/journal', '/outbox', '/settings']
const ways = [
  { size: phone, language: 'zh', theme: 'dark', name: 'phone-zh' }, { size: phone, language: 'en', theme: 'light', name: 'phone-en-light' },
  { size: desk, language: 'zh', theme: 'light', name: 'desk-zh-light' }, { size: desk, language: 'en', theme: 'dark', name: 'desk-en' },
]

/** Buttons and links that a thumb could not hit; links within a text are not meant for thumbs. */
const tooSmall = () => [...document.querySelectorAll('button, a[href], [role=button], input:not([type=file]):not([type=hidden])')].filter((one) => {
  const box = one.getBoundingClientRect()
  const shown = box.width > 0 && box.height > 0 && getComputedStyle(one).visibility !== 'hidden' && !one.closest('[aria-hidden=true]')
  const field = one.closest('.q-field, .q-toggle, svg')
  return shown && !field && !one.closest('p, dd, td') && (box.height < 47.5 || box.width < 44)
}).map((one) => `${one.className || one.tagName} ${one.textContent.trim().slice(0, 20)}`)

export async function screensFit({ browser, url, accounts, example }) {
  for (const way of ways) {
    const page = await openPage(browser, { url, ...way })
    await signIn(page, accounts.chief)
    for (const path of [...screens, `/hazards/${example}`]) {
      await page.goto(path)
      await page.locator('main, article').first().waitFor()
      await page.waitForTimeout(350)
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
      assert(wide <= 0, `${path} is ${wide} px too wide (${way.name})`)
      assert.deepEqual(await page.evaluate(tooSmall), [], `${path} has small targets (${way.name})`)
      const raw = await page.evaluate(() => document.body.innerText.match(/\b[a-z_]+\.[a-z_]+(?:\.[a-z_]+)*\b/g)?.filter((word) => /^(nav|act|say|shift|hazard|list|step|report|timeline|map|outbox|settings|session|people|places|journal|accounts|imports)\./.test(word)) ?? [])
      assert.deepEqual(raw, [], `${path} shows keys instead of words (${way.name})`)
      await picture(page, `${way.name}-${path.split('/')[1] || 'my-shift'}${path.includes(example) ? '-detail' : ''}`)
    }
    await closePage(page)
  }
}
