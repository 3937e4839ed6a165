// The server of the browser tests: HEADWAY_BINARY serving a demo section of its own, or the one at HEADWAY_URL.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const freePort = () => new Promise((resolve) => {
  const probe = createServer().listen(0, '127.0.0.1', () => { const { port } = probe.address(); probe.close(() => resolve(port)) })
})

/** Ready to answer when this returns; `stop` ends it and removes its data. */
export async function startServer() {
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
