// A device as people carry it: a browser with a store on the disk that can be killed and started
// again, behind a network that can be cut.
import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { browserPath, flags, patience, phone, photo } from './browser.mjs'

/**
 * A way to the server that can be cut; always at the same address, so that it stays the same origin.
 * `newer` serves a newer version of the app's worker, as after an update of the server.
 */
export async function openNetwork(url) {
  const target = new URL(url)
  const open = new Set()
  let up = true
  let api = true
  let version = 0
  const serve = (asked, answer) => {
    const path = asked.url.split('?')[0]
    if (!api && path.startsWith('/api/')) { asked.socket.destroy(); return }
    const headers = { ...asked.headers }
    const worker = path === '/sw.js' && version > 0
    if (worker) for (const name of ['accept-encoding', 'if-none-match', 'if-modified-since']) delete headers[name]
    const onward = request({ host: target.hostname, port: target.port, path: asked.url, method: asked.method, headers }, (found) => {
      if (!worker) { answer.writeHead(found.statusCode, found.headers); found.pipe(answer); return }
      const rest = Object.entries(found.headers).filter(([name]) => !['content-length', 'etag'].includes(name))
      answer.writeHead(found.statusCode, Object.fromEntries(rest))
      found.on('end', () => answer.end(`\n// version ${version}\n`))
      found.pipe(answer, { end: false })
    })
    onward.on('error', () => answer.destroy())
    answer.on('close', () => onward.destroy())
    asked.pipe(onward)
  }
  const proxy = createServer(serve)
  proxy.on('connection', (socket) => {
    if (!up) { socket.destroy(); return }
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    socket.on('error', () => socket.destroy())
  })
  await new Promise((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  const drop = () => { for (const one of open) one.destroy() }
  return {
    url: `http://127.0.0.1:${proxy.address().port}`,
    cut() { up = false; drop() },
    mend() { up = true; api = true },
    cutApi() { api = false; drop() },
    newer() { version += 1 },
    close() { up = false; drop(); proxy.close() },
  }
}

/** The processes that hold this folder: the browser that this test has started, and its children. */
function holders(folder) {
  return readdirSync('/proc').filter((one) => /^\d+$/.test(one)).map(Number).filter((id) => {
    try { return readFileSync(`/proc/${id}/cmdline`, 'utf8').includes(folder) } catch { return false }
  })
}

export async function openDevice(url, { more = [] } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'headway-device-'))
  const device = { url, folder, context: undefined, page: undefined, troubles: [] }
  device.start = async () => {
    device.context = await chromium.launchPersistentContext(folder, {
      executablePath: browserPath(), args: [...flags, ...more], viewport: phone, hasTouch: true, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', baseURL: url,
    })
    device.context.setDefaultTimeout(patience)
    device.page = device.context.pages()[0] ?? await device.context.newPage()
    device.page.on('pageerror', (error) => device.troubles.push(error.message))
    device.page.on('dialog', (dialog) => { void dialog.accept() })
    return device.page
  }
  /** As if the battery were taken out. */
  device.kill = async () => {
    for (const id of holders(folder)) { try { process.kill(id, 'SIGKILL') } catch { /* gone with its parent */ } }
    await device.context.close().catch(() => undefined)
    for (let wait = 0; holders(folder).length > 0 && wait < 100; wait++) await new Promise((resolve) => setTimeout(resolve, 50))
  }
  device.close = async () => { await device.context.close().catch(() => undefined) }
  device.dispose = async () => {
    await device.close()
    for (let again = 0; again < 5; again++) {
      try { rmSync(folder, { recursive: true, force: true }); return } catch { await new Promise((resolve) => setTimeout(resolve, 300)) }
    }
  }
  await device.start()
  return device
}

/** As a thumb does, with an eye on the dots: each key is seen before the next. */
export async function typePin(page, pin) {
  const dots = page.locator('[data-test=pin-pad] i.set')
  await page.locator('[data-test=pin-pad]').waitFor()
  await dots.first().waitFor({ state: 'detached' })
  for (const [at, digit] of [...pin].entries()) {
    await page.locator('[data-test=pin-pad] .key', { hasText: digit }).click()
    if (at < pin.length - 1) await dots.nth(at).waitFor()
  }
}

const textsOf = (language) => JSON.parse(readFileSync(new URL(`../src/texts/${language}.json`, import.meta.url), 'utf8'))

/** Signs in with account and password and takes a PIN on this device. */
export async function takePlace(page, { account, password }, pin, language = 'zh') {
  await page.goto('/sign-in')
  await page.fill('input[name=account]', account)
  await page.fill('input[name=password]', password)
  await page.click('button[type=submit]')
  await page.waitForURL('**/pin')
  await typePin(page, pin)
  await page.getByText(textsOf(language).vault.repeat_pin).waitFor()
  await typePin(page, pin)
  await page.waitForURL((at) => at.pathname === '/')
  await page.locator('h1').first().waitFor()
}

/** Two steps: the name, the PIN. */
export async function unlock(page, { name }, pin) {
  await page.locator('[data-test=person]', { hasText: name }).click()
  await typePin(page, pin)
  await page.waitForURL((at) => at.pathname !== '/lock')
  await page.locator('h1').first().waitFor()
}

/** Another screen without loading the page anew, which would close the place. */
export async function openFromMenu(page, path) {
  await page.locator('nav.bar button[aria-haspopup=dialog]').click()
  await page.locator(`dialog.more-sheet a[href="${path}"]`).click()
  await page.waitForURL((at) => at.pathname === path)
}

export async function lockNow(page) {
  await page.locator('[data-test=lock-now]:visible').first().click()
  await page.locator('[data-test=lock]').waitFor()
}

/** A report with a photo, from the bar below to "saved". */
export async function report(page, words) {
  if (await page.locator('[data-test=report-again]').isVisible()) await page.locator('[data-test=report-again]').click()
  else await page.locator('nav.bar a[href="/report"]').click()
  await page.locator('[role=radiogroup] .chip').first().click()
  await page.locator('input[type=file]').first().setInputFiles(await photo(page))
  await page.locator('.picture img').first().waitFor()
  await page.locator('textarea').first().fill(words)
  await page.locator('[data-test=send-report]').click()
  await page.locator('[data-test=saved]').waitFor()
}

/** The app is there without a network: its worker is in charge and what it needs is kept. */
export async function readyToGoDown(page) {
  await page.evaluate(async () => { await navigator.serviceWorker.ready })
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  await page.waitForFunction(async () => {
    const names = (await indexedDB.databases()).map((one) => one.name)
    if (!names.includes('headway-cache')) return false
    const open = await new Promise((resolve, reject) => { const ask = indexedDB.open('headway-cache'); ask.onsuccess = () => resolve(ask.result); ask.onerror = () => reject(ask.error) })
    const count = await new Promise((resolve) => { const ask = open.transaction('rows').objectStore('rows').count(); ask.onsuccess = () => resolve(ask.result) })
    open.close()
    return count >= 8
  }, undefined, { polling: 500 })
}

/** A page of the origin without the app, where `window.formerStore()` gives the outbox as the release before had it. */
export async function openFormerStore(page) {
  await page.goto('/icon.svg')
  await page.evaluate(() => {
    window.formerStore = () => new Promise((resolve, reject) => {
      const ask = indexedDB.open('headway-outbox', 10)
      ask.onupgradeneeded = () => {
        const commands = ask.result.createObjectStore('commands', { keyPath: 'id' })
        for (const name of ['order', 'state', 'subject', 'person']) commands.createIndex(name, name)
        ask.result.createObjectStore('attachments', { keyPath: 'key' }).createIndex('command', 'command')
        ask.result.createObjectStore('kept', { keyPath: 'key' })
      }
      ask.onsuccess = () => resolve(ask.result)
      ask.onerror = () => reject(ask.error)
    })
  })
}

/** Everything a script or a curious person could read in the browser's stores, as text. */
export function storedText(page) {
  return page.evaluate(async () => {
    const asText = (value) => {
      if (value instanceof Uint8Array || value instanceof ArrayBuffer) return new TextDecoder('latin1').decode(value) + new TextDecoder().decode(value)
      if (Array.isArray(value)) return value.map(asText).join(' ')
      if (value && typeof value === 'object') return Object.entries(value).map(([key, one]) => `${key} ${asText(one)}`).join(' ')
      return String(value)
    }
    const found = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })]
    for (const { name } of await indexedDB.databases()) {
      const open = await new Promise((resolve) => { const ask = indexedDB.open(name); ask.onsuccess = () => resolve(ask.result) })
      for (const store of open.objectStoreNames) {
        const rows = await new Promise((resolve) => { const ask = open.transaction(store).objectStore(store).getAll(); ask.onsuccess = () => resolve(ask.result) })
        found.push(...rows.map(asText))
      }
      open.close()
    }
    for (const name of await caches.keys()) for (const one of await (await caches.open(name)).keys()) found.push(one.url)
    return found.join('\n')
  })
}

/** Whether a text lies anywhere in the folder of the browser, as bytes on the disk. */
export function onDisk(folder, text) {
  const forms = [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')]
  const look = (path) => {
    let found = []
    for (const name of readdirSync(path)) {
      const one = join(path, name)
      try {
        const about = statSync(one)
        if (about.isDirectory()) found = [...found, ...look(one)]
        else if (about.isFile() && about.size < 200e6) { const bytes = readFileSync(one); if (forms.some((form) => bytes.includes(form))) found.push(one) }
      } catch { /* a socket, or gone meanwhile */ }
    }
    return found
  }
  return look(folder)
}

export async function noTroubles(device) {
  assert.deepEqual(device.troubles.filter((one) => !/Failed to fetch|NetworkError|Failed to update a ServiceWorker/.test(one)), [], 'the page had errors')
}
