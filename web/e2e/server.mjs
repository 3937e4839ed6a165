// The server of the browser tests: HEADWAY_BINARY serving a demo section of its own, or the one at HEADWAY_URL.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const freePort = () => new Promise((resolve) => {
  const probe = createServer().listen(0, '127.0.0.1', () => { const { port } = probe.address(); probe.close(() => resolve(port)) })
})

/** Ready to answer when this returns; `restart` takes it down as a failing power supply would; `stop` ends it and removes its data. */
export async function startServer() {
  if (process.env.HEADWAY_URL) return { url: process.env.HEADWAY_URL, stop: async () => undefined }
  const binary = process.env.HEADWAY_BINARY
  if (!binary) throw new Error('name the server in HEADWAY_BINARY, or a running one in HEADWAY_URL')
  const folder = mkdtempSync(join(tmpdir(), 'headway-e2e-'))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  let said = ''
  let child
  let ended
  const begin = async () => {
    child = spawn(binary, ['demo', '--data', folder, '--port', String(port)], { stdio: ['ignore', 'pipe', 'pipe'] })
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => { said = (said + part).slice(-8000) })
    ended = new Promise((resolve) => child.on('exit', resolve))
    for (let wait = 0; wait < 600; wait++) {
      if (child.exitCode !== null) throw new Error(`the server ended:\n${said}`)
      if (await fetch(`${url}/readyz`).then((answer) => answer.ok, () => false)) return
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    await stop()
    throw new Error(`the server did not become ready:\n${said}`)
  }
  const end = async (signal) => { child.kill(signal); await ended }
  const stop = async () => { await end('SIGTERM'); rmSync(folder, { recursive: true, force: true }) }
  await begin()
  return { url, stop, restart: async () => { await end('SIGKILL'); await begin() } }
}
