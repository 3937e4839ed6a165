// Runs the browser tests against a demo section served by HEADWAY_BINARY, or against HEADWAY_URL.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { desk, openBrowser, phone } from './browser.mjs'
import { demoAccounts } from './accounts.mjs'
import { administration } from './admin.mjs'
import { editedAgain } from './again.mjs'
import { apart } from './apart.mjs'
import { captures } from './capture.mjs'
import { longList } from './list.mjs'
import { loop } from './loop.mjs'
import { offline } from './offline.mjs'
import { screensFit } from './screens.mjs'
import { cleared, closedInTheMiddle, formerStore, full, updated } from './storage.mjs'
import { underground } from './underground.mjs'

const freePort = () => new Promise((resolve) => {
  const probe = createServer().listen(0, '127.0.0.1', () => { const { port } = probe.address(); probe.close(() => resolve(port)) })
})

async function startServer() {
  if (process.env.HEADWAY_URL) return { url: process.env.HEADWAY_URL, stop: async () => undefined }
  const binary = process.env.HEADWAY_BINARY
  if (!binary) throw new Error('name the server in HEADWAY_BINARY, or a running one in HEADWAY_URL')
  const folder = mkdtempSync(join(tmpdir(), 'headway-e2e-'))
  const port = await freePort()
  const child = spawn(binary, ['demo', '--data', folder, '--port', String(port)], { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => { said = (said + part).slice(-8000) })
  const ended = new Promise((resolve) => child.on('exit', resolve))
  const url = `http://127.0.0.1:${port}`
  const stop = async () => { child.kill('SIGTERM'); await ended; rmSync(folder, { recursive: true, force: true }) }
  for (let wait = 0; wait < 600; wait++) {
    if (child.exitCode !== null) throw new Error(`the server ended:\n${said}`)
    if (await fetch(`${url}/readyz`).then((answer) => answer.ok, () => false)) return { url, stop }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  await stop()
  throw new Error(`the server did not become ready:\n${said}`)
}

const server = await startServer()
const browser = await openBrowser()
const failures = []
async function test(name, run) {
  const began = Date.now()
  try {
    const result = await run()
    console.log(`ok    ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`)
    return result
  } catch (error) {
    failures.push(name)
    console.error(`FAIL  ${name}\n${error.stack}`)
    return undefined
  }
}

try {
  const given = { browser, url: server.url, accounts: await demoAccounts(server.url) }
  const wanted = process.argv[2]
  let made
  if (!wanted || wanted === 'loop') {
    for (const [size, name] of [[desk, 'at the desk'], [phone, 'on a phone']]) {
      for (const language of ['en', 'zh']) {
        made = await test(`a hazard goes through its whole loop ${name}, ${language}`, () => loop({ ...given, size, language, theme: language === 'en' ? 'light' : 'dark' }))
      }
    }
  }
  if (!wanted || wanted === 'offline') await test('what is reported without a network is kept and sent later', () => offline(given))
  if (!wanted || wanted === 'capture') for (const [name, run] of captures) await test(name, () => run(given))
  if (!wanted || wanted === 'list') await test('two thousand hazards scroll smoothly on a slow phone', () => longList(given))
  if (!wanted || wanted === 'apart') await test('what two people did apart is told in order, and a person settles it', () => apart(given))
  if (!wanted || wanted === 'again') await test('a refused report is put before its author and sent again', () => editedAgain(given))
  if (!wanted || wanted === 'admin') await test('the office adds people, places and accounts, and files go through their preview', () => administration(given))
  if (!wanted || wanted === 'underground') await test('two people on one phone, the network cut and the browser killed: each report once, under its name, unseen by the other', () => underground(given))
  if (!wanted || wanted === 'storage') {
    await test('a store cleared by the system is said, and the words are saved', () => cleared(given))
    await test('a full device warns, refuses at once, and the form keeps everything', () => full(given))
    await test('a store closed in the middle is opened again', () => closedInTheMiddle(given))
    await test('a new version waits for its person and keeps the queue', () => updated(given))
    await test('what the release before kept unsent is taken over and sent', () => formerStore(given))
  }
  if (!wanted || wanted === 'screens') await test('every screen fits both sizes, languages and lights', () => screensFit({ ...given, example: made?.id ?? given.accounts.example }))
} finally {
  await browser.close()
  await server.stop()
}
if (failures.length) { console.error(`${failures.length} failed`); process.exit(1) }
console.log('all browser tests passed')
