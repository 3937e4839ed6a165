import { tellChange } from '@/api/changes'
import { base, bodyOf, reach, refused, spoken } from '@/api/client'
import { asProblem, isPassing, Refusal, unreachable } from '@/api/problem'
import type { problem } from '@/api/types'
import { backOff, replaceMarks, sendable } from './order'
import { database, type queued_command } from './database'
import { outboxOwner, reloadCommands, tellOutcome, tidy, whenQueued, type outcome } from './queue'
import { sendAttachment } from './upload'

// Takes commands out of the store one after another. Safe with several tabs: a command is claimed
// in a transaction, and a claim of a tab that died expires. Sent twice does no harm: the server
// knows the command id.

const leaseMilliseconds = 60_000

let running = false
let again = false
let timer: ReturnType<typeof setTimeout> | undefined

async function claim(now: number): Promise<queued_command | undefined> {
  return database.transaction('rw', database.commands, async () => {
    const open = await database.commands.where('state').anyOf('queued', 'sending').toArray()
    const next = sendable(open, outboxOwner(), now)
    if (!next) return undefined
    const claimed = { ...next, state: 'sending' as const, attempts: next.attempts + 1, lease_until: now + leaseMilliseconds }
    await database.commands.put(claimed)
    return claimed
  })
}

async function deliver(command: queued_command): Promise<outcome> {
  const uploaded = new Map<string, string>()
  for (const key of command.attachments) uploaded.set(key, await sendAttachment(key))
  const headers: Record<string, string> = {
    'Content-Type': 'application/json', 'Accept-Language': spoken(), 'Idempotency-Key': command.id,
    'Headway-Observed-At': command.observed_at, 'Headway-Device': command.device,
  }
  if (command.version !== undefined) headers['If-Match'] = `"${command.version}"`
  const response = await reach(base + command.path, {
    method: 'POST', headers, body: JSON.stringify(replaceMarks(command.body, uploaded)), credentials: 'same-origin',
  })
  const said = await bodyOf(response)
  if (response.ok) return { state: 'accepted', record: said, replayed: response.headers.get('Headway-Replayed') === 'true' }
  throw refused(response, asProblem(response.status, said))
}

async function settle(command: queued_command, result: outcome): Promise<void> {
  const problem = result.state === 'refused' ? result.problem : undefined
  await database.commands.update(command.id, {
    state: result.state === 'accepted' ? 'accepted' : 'refused', settled_at: Date.now(), lease_until: 0, problem,
  })
  tellOutcome(command.id, result)
  if (result.state === 'accepted') tellChange({ subject_kind: command.subject_kind, subject: command.subject })
}

async function putBack(command: queued_command, why: problem, wait: number): Promise<void> {
  await database.commands.update(command.id, { state: 'queued', not_before: Date.now() + wait, lease_until: 0, problem: why })
  tellOutcome(command.id, { state: 'waiting' })
}

/** 401: the person must sign in again, the command waits. */
function mustWait(status: number): boolean { return isPassing(status) || status === 401 }

async function handle(command: queued_command): Promise<boolean> {
  try {
    await settle(command, await deliver(command))
    return true
  } catch (error) {
    if (!(error instanceof Refusal)) console.error(error)
    const problem = error instanceof Refusal ? error.problem : { ...unreachable, code: 'unexpected' }
    if (!mustWait(problem.status)) { await settle(command, { state: 'refused', problem }); return true }
    const asked = error instanceof Refusal ? error.retryAfterSeconds : undefined
    await putBack(command, problem, asked ? asked * 1000 : backOff(command.attempts))
    // Without a network or a session the next command would fare no better.
    return problem.status !== 0 && problem.status !== 401
  }
}

async function scheduleNext(): Promise<void> {
  clearTimeout(timer)
  const open = await database.commands.where('state').anyOf('queued', 'sending').toArray()
  const mine = open.filter((one) => one.person === outboxOwner())
  if (mine.length === 0) return
  const soonest = Math.min(...mine.map((one) => (one.state === 'sending' ? one.lease_until : one.not_before)))
  timer = setTimeout(drain, Math.max(250, soonest - Date.now()))
}

export async function drain(): Promise<void> {
  if (running) { again = true; return }
  running = true
  try {
    do {
      again = false
      for (let next = await claim(Date.now()); next && outboxOwner(); next = await claim(Date.now())) {
        await reloadCommands()
        const goOn = await handle(next)
        await reloadCommands()
        if (!goOn) break
      }
    } while (again)
    await tidy()
  } finally {
    running = false
    await scheduleNext()
  }
}

export function startSender(): void {
  whenQueued(() => { void drain() })
  window.addEventListener('online', () => { void wakeAll() })
  document.addEventListener('visibilitychange', () => { if (!document.hidden) void drain() })
}

/** The network is back or somebody signed in: nobody waits out a back-off. */
export async function wakeAll(): Promise<void> {
  await database.commands.where('state').equals('queued').modify({ not_before: 0 })
  await drain()
}
