// Measures the web app against its goals, on HEADWAY_BINARY or HEADWAY_URL: a line each, `name, measured, unit, goal, met`. Ends with 1 when a goal is missed.
import { demoAccounts } from './accounts.mjs'
import { openBrowser } from './browser.mjs'
import { firstLoad } from './numbers/first-load.mjs'
import { startServer } from './server.mjs'

const measures = { 'first-load': firstLoad }

const wanted = process.argv[2]
const server = await startServer()
const browser = await openBrowser()
let missed = 0
try {
  const given = { browser, url: server.url, accounts: await demoAccounts(server.url) }
  console.log('name, measured, unit, goal, met')
  for (const [name, measure] of Object.entries(measures)) {
    if (wanted && wanted !== name) continue
    for (const row of await measure(given)) {
      console.log([row.name, row.measured, row.unit, row.goal, row.met ? 'yes' : 'no'].join(', '))
      if (!row.met) missed += 1
    }
  }
} finally {
  await browser.close()
  await server.stop()
}
if (missed) process.exit(1)
