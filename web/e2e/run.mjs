// Runs the browser tests against a demo section served by HEADWAY_BINARY, or against HEADWAY_URL.
import { desk, openBrowser, phone } from './browser.mjs'
import { demoAccounts } from './accounts.mjs'
import { administration } from './admin.mjs'
import { editedAgain } from './again.mjs'
import { apart } from './apart.mjs'
import { captures } from './capture.mjs'
import { coverage } from './coverage.mjs'
import { clocks } from './clock.mjs'
import { hands } from './hands.mjs'
import { hostile } from './hostile.mjs'
import { longList } from './list.mjs'
import { inspected, overdue } from './inspections.mjs'
import { loop } from './loop.mjs'
import { offline } from './offline.mjs'
import { keyboard, senses } from './senses.mjs'
import { startServer } from './server.mjs'
import { cleared, closedInTheMiddle, formerStore, full, updated } from './storage.mjs'
import { tour } from './tour.mjs'
import { underground } from './underground.mjs'
import { claims, zonePlate } from './zones.mjs'

const server = await startServer()
const browser = await openBrowser()
const failures = []
async function test(name, run) {
  const began = Date.now()
  try {
    await run()
    console.log(`ok    ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`)
  } catch (error) {
    failures.push(name)
    console.error(`FAIL  ${name}\n${error.stack}`)
  }
}

try {
  const given = { browser, url: server.url, accounts: await demoAccounts(server.url) }
  const wanted = process.argv[2]
  if (!wanted || wanted === 'loop') {
    for (const [size, name] of [[desk, 'at the desk'], [phone, 'on a phone']]) {
      for (const language of ['en', 'zh']) {
        await test(`a hazard goes through its whole loop ${name}, ${language}`, () => loop({ ...given, size, language, theme: language === 'en' ? 'light' : 'dark' }))
      }
    }
  }
  if (!wanted || wanted === 'offline') await test('what is reported without a network is kept and sent later', () => offline(given))
  if (!wanted || wanted === 'capture') for (const [name, run] of captures) await test(name, () => run(given))
  if (!wanted || wanted === 'list') await test('two thousand hazards scroll by making each row once', () => longList(given))
  if (!wanted || wanted === 'apart') await test('what two people did apart is told in order, and a person settles it', () => apart(given))
  if (!wanted || wanted === 'again') await test('a refused report is put before its author and sent again', () => editedAgain(given))
  if (!wanted || wanted === 'zones') {
    await test('two people claim a zone on two phones without a network; both see the same outcome and reason', () => claims(given))
    await test('the printed plate of a zone names it', () => zonePlate(given))
  }
  if (!wanted || wanted === 'inspections') {
    await test('an inspection by phone without a network: presence, three findings, one major; score and colour move', () => inspected(given))
    await test('a round that nobody did stands first, with whom the ladder has told', () => overdue(given))
  }
  if (!wanted || wanted === 'admin') await test('the office adds people, places and accounts, and files go through their preview', () => administration(given))
  if (!wanted || wanted === 'underground') await test('two people on one phone, the network cut and the browser killed: each report once, under its name, unseen by the other', () => underground(given))
  if (!wanted || wanted === 'hands') for (const [name, run] of hands) await test(name, () => run(given))
  if (!wanted || wanted === 'hostile') for (const [name, run] of hostile) await test(name, () => run({ ...given, restart: server.restart }))
  if (!wanted || wanted === 'clock') for (const [name, run] of clocks) await test(name, () => run(given))
  if (!wanted || wanted === 'storage') {
    await test('a store cleared by the system is said, and the words are saved', () => cleared(given))
    await test('a full device warns, refuses at once, and the form keeps everything', () => full(given))
    await test('a store closed in the middle is opened again', () => closedInTheMiddle(given))
    await test('a new version waits for its person and keeps the queue', () => updated(given))
    await test('what the release before kept unsent is taken over and sent', () => formerStore(given))
  }
  if (!wanted || wanted === 'coverage') for (const [name, run] of coverage) await test(name, () => run(given))
  if (!wanted || wanted === 'senses') {
    await test('the desk is worked by keys alone', () => keyboard(given))
    await test('saved and refused are heard and felt, cards are read aloud, and who looks chooses the light', () => senses(given))
  }
  if (!wanted || wanted === 'tour') await test('every screen fits, is read and is touched: phone and desk, both languages, every light, with and without a network', () => tour(given))
} finally {
  await browser.close()
  await server.stop()
}
if (failures.length) { console.error(`${failures.length} failed`); process.exit(1) }
console.log('all browser tests passed')
