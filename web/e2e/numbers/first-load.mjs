// What a phone fetches the first time somebody signs in: every byte on the wire, headers and answers of the API included, until my shift stands there.
// What follows in the background for days without a network (the rest of the app, the lists kept on the device) is left out.
import { openPage, phone } from '../browser.mjs'
import { takePlace } from '../device.mjs'

const goal = 250

export async function firstLoad({ browser, url, accounts }) {
  const rows = []
  // Chinese last: the person's choice goes along to the next device.
  for (const language of ['en', 'zh']) {
    const page = await openPage(browser, { url, size: phone, language })
    const session = await page.context().newCDPSession(page)
    await session.send('Network.enable')
    const urls = new Map()
    const bytes = new Map()
    session.on('Network.requestWillBeSent', ({ requestId, request }) => urls.set(requestId, request.url))
    session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => bytes.set(requestId, encodedDataLength))
    // The first time is also when a PIN is chosen.
    await takePlace(page, accounts.worker, '204060', language)
    await page.locator('.clock').waitFor()
    const until = new Map(bytes)
    const total = (wanted) => [...until].filter(([id]) => wanted(new URL(urls.get(id) ?? url).pathname)).reduce((sum, [, one]) => sum + one, 0) / 1000
    const all = total(() => true)
    if (process.env.NUMBERS_LOUD) for (const [id, one] of [...until].sort((left, right) => right[1] - left[1]).slice(0, 25)) console.log(String(one).padStart(8), new URL(urls.get(id)).pathname)
    rows.push({ name: `first load: sign-in and my shift now, ${language} (of it answers of the API ${total((path) => path.startsWith('/api')).toFixed(0)} kB)`, measured: Math.round(all * 10) / 10, unit: 'kB', goal: `≤ ${goal}`, met: all <= goal })
    await page.context().close()
  }
  return rows
}
