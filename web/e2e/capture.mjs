// Three touches from the unlocked phone to saved, by a plate before the camera; and what a phone's
// photo carries along: neither its orientation nor where it was taken leaves the device.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { closePage, openBrowser, openPage, picture, signIn } from './browser.mjs'
import { takePlace } from './device.mjs'
import { withExif } from './exif.mjs'

/** The plate as it comes from the printer, as pictures of its page. */
async function printedPlate(url, cookie, place, folder) {
  const answer = await fetch(`${url}/api/v1/places/${place}/plate.pdf?size=label&language=zh`, { headers: { Cookie: cookie } })
  assert.equal(answer.status, 200, 'the server prints no plate')
  writeFileSync(join(folder, 'plate.pdf'), Buffer.from(await answer.arrayBuffer()))
  execFileSync('pdftoppm', ['-r', '200', '-jpeg', '-singlefile', join(folder, 'plate.pdf'), join(folder, 'plate')])
  return readFileSync(join(folder, 'plate.jpg'))
}

/** What a camera sees that looks at the plate: the same frame again and again, as motion JPEG. */
async function seenByCamera(page, plate, folder) {
  const frame = await page.evaluate(async (base64) => {
    const image = await createImageBitmap(await (await fetch(`data:image/jpeg;base64,${base64}`)).blob())
    const canvas = document.createElement('canvas')
    canvas.width = 1280
    canvas.height = 720
    const pen = canvas.getContext('2d')
    pen.fillStyle = '#3a332a'
    pen.fillRect(0, 0, 1280, 720)
    pen.translate(640, 360)
    pen.rotate(0.06)
    const scale = Math.min(1040 / image.width, 600 / image.height)
    pen.drawImage(image, -image.width * scale / 2, -image.height * scale / 2, image.width * scale, image.height * scale)
    return canvas.toDataURL('image/jpeg', 0.9).split(',')[1]
  }, plate.toString('base64'))
  const path = join(folder, 'camera.mjpeg')
  writeFileSync(path, Buffer.concat(Array.from({ length: 20 }, () => Buffer.from(frame, 'base64'))))
  return path
}

const someJpeg = (page, width, height) => page.evaluate(([wide, high]) => {
  const canvas = document.createElement('canvas')
  canvas.width = wide
  canvas.height = high
  const pen = canvas.getContext('2d')
  // Noise is what JPEG shrinks worst: dust in the light of a lamp.
  const dust = pen.createImageData(wide, high)
  let seed = 7
  for (let at = 0; at < dust.data.length; at += 4) {
    seed = (seed * 1103515245 + 12345) & 0x7fffffff
    dust.data[at] = dust.data[at + 1] = dust.data[at + 2] = seed >> 23
    dust.data[at + 3] = 255
  }
  pen.putImageData(dust, 0, 0)
  pen.fillStyle = '#f00'
  pen.fillRect(0, 0, wide / 4, high / 4)
  return canvas.toDataURL('image/jpeg', 0.95).split(',')[1]
}, [width, height])

/** A photo taken upright: the phone stores it lying and says so; and says where it was taken. */
async function phonesPhoto({ browser, url, accounts }) {
  // The test reads the picture back by its blob address, which the policy lets no script of the page do.
  const page = await openPage(browser, { url, bypassCSP: true })
  await signIn(page, accounts.worker)
  await page.goto('/report')
  await page.locator('[role=radiogroup] .chip').first().click()
  const taken = withExif(Buffer.from(await someJpeg(page, 3000, 2000), 'base64'), { orientation: 6, latitude: [38, 30, 12], longitude: [110, 12, 9] })
  assert(taken.includes('Exif') && taken.includes('HEADWAY-TEST-PHONE'))
  // The page must not stall while the worker works.
  await page.evaluate(() => { window.longest = 0; new PerformanceObserver((list) => { for (const one of list.getEntries()) if (one.startTime >= window.chosenAt) window.longest = Math.max(window.longest, one.duration) }).observe({ type: 'longtask', buffered: false })
    window.chosenAt = Infinity
    document.querySelector('input[type=file]').addEventListener('change', () => { window.chosenAt = performance.now() + 20 }, true)
  })
  await page.locator('input[type=file]').first().setInputFiles({ name: 'IMG_0001.jpg', mimeType: 'image/jpeg', buffer: taken })
  await page.locator('.picture img').waitFor()
  const longest = await page.evaluate(() => window.longest)
  const kept = await page.evaluate(async () => {
    const image = document.querySelector('.picture img')
    await image.decode()
    const bytes = new Uint8Array(await (await fetch(image.src)).arrayBuffer())
    const canvas = document.createElement('canvas')
    canvas.width = image.naturalWidth
    canvas.height = image.naturalHeight
    const pen = canvas.getContext('2d')
    pen.drawImage(image, 0, 0)
    const red = (x, y) => { const [r, g] = pen.getImageData(x, y, 1, 1).data; return r > 150 && g < 90 }
    const { naturalWidth: width, naturalHeight: height } = image
    return { text: Array.from(bytes, (one) => String.fromCharCode(one)).join(''), size: bytes.length, width, height, topRight: red(width - 20, 20), topLeft: red(20, 20) }
  })
  assert(!kept.text.includes('Exif') && !kept.text.includes('HEADWAY-TEST-PHONE'), 'the photo keeps where and with what it was taken')
  assert(kept.height > kept.width, 'the photo lies on its side')
  assert(kept.topRight && !kept.topLeft, 'the photo is not turned as it was taken')
  assert(Math.max(kept.width, kept.height) <= 1600 && kept.size <= 300_000, `the photo is too heavy: ${kept.width}×${kept.height}, ${kept.size} bytes`)
  // A finger draws round it.
  await page.locator('.picture .shown').click()
  const box = await page.locator('[data-test=photo-mark] canvas').boundingBox()
  await page.waitForTimeout(300)
  await page.mouse.move(box.x + 40, box.y + 60)
  await page.mouse.down()
  for (let turn = 0; turn <= 20; turn++) await page.mouse.move(box.x + box.width / 2 + 70 * Math.cos(turn * 0.33), box.y + box.height / 2 + 70 * Math.sin(turn * 0.33))
  await page.mouse.up()
  await picture(page, 'phone-zh-photo-mark')
  await page.locator('[data-test=mark-done]').click()
  await page.locator('[data-test=photo-mark]').waitFor({ state: 'detached' })
  await page.locator('.picture img').evaluate((image) => image.decode())
  console.log(`      photo ${Math.round(taken.length / 1000)} kB → ${Math.round(kept.size / 1000)} kB, ${kept.width}×${kept.height}; longest stall of the page ${Math.round(longest)} ms`)
  await closePage(page)
}

async function threeTouches({ url, accounts, browser }) {
  const folder = mkdtempSync(join(tmpdir(), 'headway-plate-'))
  const places = (await (await fetch(`${url}/api/v1/places`, { headers: { Cookie: accounts.worker.cookie } })).json()).places
  const place = places.filter((one) => one.kind === 'heading').at(-1)
  const plate = await printedPlate(url, accounts.worker.cookie, place.id, folder)
  const helper = await openPage(browser, { url })
  const seen = await seenByCamera(helper, plate, folder)
  await closePage(helper)
  const withCamera = await openBrowser(['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${seen}`])
  try {
    const page = await openPage(withCamera, { url })
    await page.context().grantPermissions(['camera', 'microphone'])
    await signIn(page, accounts.worker)
    await page.locator('a[href="/report"]:visible').last().click()
    // One: the plate. What it says is checked and found without asking the server.
    await page.locator('[data-test=scan]').waitFor()
    await page.locator('[role=radiogroup] .chip').first().waitFor()
    // The key of the plates is public and asked for once; nothing else is to be had while the plate is read.
    const unanswered = /\/api\/v1\/(?!plates\/key)/
    await page.route(unanswered, (route) => route.abort())
    await page.locator('[data-test=scan]').click()
    await page.locator('.place strong').waitFor()
    assert.equal(await page.locator('.place strong').innerText(), place.name)
    await page.unroute(unanswered)
    // Two: the picture, from the camera that is open already.
    await page.locator('[data-test=shutter]:not([disabled])').click()
    await page.locator('.picture img').waitFor()
    await picture(page, 'phone-zh-three-touches')
    // Three: done; and it says so at once.
    const took = await page.evaluate(() => new Promise((resolve) => {
      const button = document.querySelector('[data-test=send-report]')
      const began = performance.now()
      new MutationObserver(() => { if (document.querySelector('[data-test=saved]')) resolve(performance.now() - began) }).observe(document.body, { childList: true, subtree: true })
      button.click()
    }))
    console.log(`      saved ${Math.round(took)} ms after the last touch`)
    await picture(page, 'phone-zh-saved')
    await page.locator('[data-test=see-report]').click()
    await page.locator('article .strip img').first().waitFor()
    await page.locator('[data-test=step-complete]').click()
    await page.locator('.sheet textarea').first().fill('顶板锚索托盘开裂 1 处')
    await picture(page, 'phone-zh-complete')
    await page.locator('[data-test=do-step]').click()
    await page.locator('.description', { hasText: '锚索托盘开裂' }).waitFor()
    await closePage(page)
    return took
  } finally {
    await withCamera.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Without a camera: the number is typed with large keys; a wrong figure is noticed. */
async function typedNumber({ browser, url, accounts }) {
  const page = await openPage(browser, { url })
  await signIn(page, accounts.worker)
  const place = (await (await page.request.get('/api/v1/places')).json()).places.find((one) => one.kind === 'chamber')
  await page.goto('/report')
  await page.locator('[data-test=scan]').click()
  await page.locator('[data-test=key-1]').waitFor()
  await picture(page, 'phone-zh-plate-number')
  const wrong = place.plate_code.slice(0, 9) + String((Number(place.plate_code[9]) + 1) % 10)
  for (const figure of wrong) await page.locator(`[data-test=key-${figure}]`).click()
  await page.locator('.said').waitFor()
  await page.locator('.key.back').click()
  await page.locator(`[data-test=key-${place.plate_code[9]}]`).click()
  await page.locator('.place strong').waitFor()
  assert.equal(await page.locator('.place strong').innerText(), place.name)
  await closePage(page)
}

/** Held, spoken, let go: the note goes with the report and can be listened to, also by who speaks with a token and no cookie. */
async function spoken({ url, accounts }) {
  const withMicrophone = await openBrowser(['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'])
  try {
    const page = await openPage(withMicrophone, { url })
    await page.context().grantPermissions(['camera', 'microphone'])
    await takePlace(page, accounts.worker, '204060')
    await page.locator('nav.bar a[href="/report"]').click()
    await page.locator('[role=radiogroup] .chip').first().click()
    const button = page.locator('[data-test=speak]')
    await button.scrollIntoViewIfNeeded()
    const box = await button.boundingBox()
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
    await page.mouse.down()
    await page.locator('.speak.recording').waitFor()
    await page.waitForTimeout(2500)
    await picture(page, 'phone-zh-speaking')
    await page.mouse.up()
    await page.locator('.note audio').waitFor()
    await page.locator('[data-test=send-report]').click()
    const [served] = await Promise.all([page.waitForResponse((answer) => answer.url().includes('/api/v1/attachments/') && answer.request().method() === 'GET'), page.locator('[data-test=see-report]').click()])
    assert.match(served.headers()['content-type'] ?? '', /^audio\/(ogg|webm)/)
    const note = page.locator('article .voices audio').first()
    await note.waitFor()
    assert(await note.evaluate((one) => new Promise((resolve) => { one.onloadedmetadata = () => resolve(true); one.onerror = () => resolve(false); one.preload = 'metadata'; one.load() })), 'the note cannot be played')
    await picture(page, 'phone-zh-spoken')
    await closePage(page)
  } finally { await withMicrophone.close() }
}

export const captures = [
  ['a phone\'s photo is upright, light and says nothing of where it was taken', phonesPhoto],
  ['a report is three touches, by a printed plate before the camera', threeTouches],
  ['what is spoken goes with the report', spoken],
  ['the number of a plate is typed with large keys', typedNumber],
]
