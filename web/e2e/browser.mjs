// What every browser test needs: a page of a given size, language and light; signing in; a picture.
import assert from 'node:assert/strict'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'

export const phone = { width: 390, height: 844 }
export const desk = { width: 1440, height: 900 }
/** What takes long on a busy machine is no failure; what never comes is one after this. */
export const patience = 120_000
const shots = process.env.HEADWAY_SHOTS

export const flags = ['--headless', '--no-sandbox', '--no-zygote', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']

export function browserPath() {
  const found = [process.env.CHROMIUM, '/usr/bin/chromium', '/snap/bin/chromium'].find((path) => path && existsSync(path))
  assert(found, 'no Chromium: install the package chromium, or name one in CHROMIUM')
  return found
}

export function openBrowser(more = []) { return chromium.launch({ executablePath: browserPath(), args: [...flags, ...more] }) }

/** A page whose unexpected errors end the test. */
export async function openPage(browser, { url, size = phone, language = 'zh', theme = 'dark', bypassCSP = false, timezoneId = 'Asia/Shanghai' }) {
  const context = await browser.newContext({ bypassCSP, viewport: size, hasTouch: size === phone, locale: 'zh-CN', timezoneId, baseURL: url, serviceWorkers: 'block' })
  context.setDefaultTimeout(patience)
  const page = await context.newPage()
  page.troubles = []
  page.on('pageerror', (error) => page.troubles.push(error.message))
  page.on('console', (message) => {
    // Refusals and lost networks are part of the tests; a breach of the content policy never is.
    if (message.type() === 'error' && !/Failed to load resource|net::ERR_/.test(message.text())) page.troubles.push(message.text())
  })
  await page.addInitScript(([wanted, light]) => {
    if (!localStorage.getItem('headway.language')) localStorage.setItem('headway.language', wanted)
    if (!localStorage.getItem('headway.theme')) localStorage.setItem('headway.theme', light)
  }, [language, theme])
  return page
}

export async function closePage(page) {
  assert.deepEqual(page.troubles, [], 'the page had errors')
  await page.context().close()
}

export async function signIn(page, { account, password }) {
  await page.goto('/sign-in')
  await page.fill('input[name=account]', account)
  await page.fill('input[name=password]', password)
  await page.click('button[type=submit]')
  await page.waitForURL((url) => ['/', '/pin'].includes(url.pathname))
  // A device that is touched offers a PIN; these tests are signed in without one.
  if (new URL(page.url()).pathname === '/pin') await page.locator('[data-test=pin-later]').click()
  await page.waitForURL((url) => url.pathname === '/')
  await page.locator('h1').first().waitFor()
}

export async function signOut(page) {
  await page.goto('/settings')
  await page.locator('[data-test=leave]').click()
  await page.waitForURL('**/sign-in**')
}

/** A picture, when pictures are wanted. */
export async function picture(page, name) {
  if (!shots) return
  mkdirSync(shots, { recursive: true })
  await page.waitForTimeout(400)
  await page.screenshot({ path: join(shots, `${name}.png`) })
}

/** A photo as a phone would take it, larger than the app keeps. */
export async function photo(page) {
  const base64 = await page.evaluate(() => {
    const canvas = document.createElement('canvas')
    canvas.width = 2400
    canvas.height = 1800
    const pen = canvas.getContext('2d')
    const light = pen.createRadialGradient(1100, 900, 60, 1200, 900, 1500)
    light.addColorStop(0, '#d8c39a')
    light.addColorStop(0.4, '#6b5a41')
    light.addColorStop(1, '#0c0a08')
    pen.fillStyle = light
    pen.fillRect(0, 0, 2400, 1800)
    pen.strokeStyle = '#3b342a'
    pen.lineWidth = 46
    for (let ring = 0; ring < 4; ring++) {
      pen.beginPath()
      pen.arc(1200, 1050, 420 + ring * 260, Math.PI, 0)
      pen.lineTo(1620 + ring * 260, 1800)
      pen.stroke()
    }
    pen.fillStyle = '#1a1713'
    for (let bolt = 0; bolt < 14; bolt++) pen.fillRect(260 + bolt * 140, 420 + ((bolt * 97) % 300), 46, 46)
    return canvas.toDataURL('image/jpeg', 0.9).split(',')[1]
  })
  return { name: 'photo.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(base64, 'base64') }
}
