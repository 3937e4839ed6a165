import { tellChange } from '@/api/changes'
import { base, bodyOf, reach, refused, spoken } from '@/api/client'
import { whenBackInContact } from '@/api/contact'
import { asProblem, isPassing, Refusal, unreachable } from '@/api/problem'
import type { problem } from '@/api/types'
import type { open_partition } from '@/vault/partition'
import { opened, whenLocked } from '@/vault/vault'
import { carryForOthers } from './courier'
import { database, type entry_row } from './database'
import { sealProblem, type outbox_item } from './items'
import { backOff, replaceMarks, sendable } from './order'
import { itemsNow, refreshItem, showItem, storeState, tellOutcome, tidy, whenQueued, type outcome } from './queue'
import { kept, NotKept } from './store'
import { sendAttachment } from './upload'

// Takes commands of the open person out of the store one after another. Safe with several windows:
// one of them sends; a claim of a window that died is taken over, or expires where windows cannot tell. Sent twice does no harm: the server
// knows the command id.

const leaseMilliseconds = 60_000

let running = false
let again = false
let timer: ReturnType<typeof setTimeout> | undefined
let attempted = Promise.resolve()
/** When to look again for what others left on this device. */
let othersAt: number | undefined

async function claim(one: outbox_item, now: number): Promise<entry_row | undefined> {
  const row = await kept(() => database.transaction('rw', database.entries, async () => {
    const found = await database.entries.get(one.id)
    const taken = found?.state === 'sending' && found.lease_until > now
    if (!found || taken || found.state === 'accepted' || found.state === 'refused') return undefined
    const claimed: entry_row = { ...found, state: 'sending', attempts: found.attempts + 1, lease_until: now + leaseMilliseconds }
    await database.entries.put(claimed)
    return claimed
  }))
  if (row) showItem(one.id, { state: 'sending', attempts: row.attempts, lease_until: row.lease_until })
  return row
}

function headersOf(item: outbox_item, row: entry_row, device: string): Record<string, string> {
  const headers: Record<string, string> = {
    'Content-Type': 'application/json', 'Accept-Language': spoken(), 'Idempotency-Key': row.id, 'Headway-Observed-At': row.observed_at, 'Headway-Device': device,
  }
  const body = item.body!
  if (body.version !== undefined) headers['If-Match'] = `"${body.version}"`
  if (body.clock_offset_ms !== undefined) headers['Headway-Clock-Offset'] = String(body.clock_offset_ms)
  // Done with the server at hand and sent at once, it was decided on the present state.
  if (body.apart !== undefined && (item.apart || row.attempts > 1)) headers['Headway-Apart'] = String(body.apart)
  return headers
}

async function deliver(open: open_partition, item: outbox_item, row: entry_row): Promise<outcome> {
  const uploaded = new Map<string, string>()
  for (const key of row.attachments) uploaded.set(key, await sendAttachment(open, row, key))
  const device = (await database.kept.get('device'))?.value ?? ''
  const response = await reach(base + item.body!.path, {
    method: 'POST', headers: headersOf(item, row, row.handover?.device ?? device), body: JSON.stringify(replaceMarks(item.body!.body, uploaded)),
  })
  const said = await bodyOf(response)
  if (response.ok) return { state: 'accepted', record: said, replayed: response.headers.get('Headway-Replayed') === 'true' }
  throw refused(response, asProblem(response.status, said))
}

async function settle(open: open_partition, item: outbox_item, result: outcome): Promise<void> {
  const problem = result.state === 'refused' ? result.problem : undefined
  const state = result.state === 'accepted' ? 'accepted' as const : 'refused' as const
  const settled_at = Date.now()
  await storeState(item, { state, settled_at, lease_until: 0, problem: problem && (await sealProblem(open, item.id, problem)) })
  showItem(item.id, { state, settled_at, lease_until: 0, problem, ...(state === 'accepted' ? { body: undefined } : {}) })
  tellOutcome(item.id, result)
  tellChange({ subject_kind: item.subject_kind, subject: item.subject })
}

async function putBack(open: open_partition, item: outbox_item, why: problem, wait: number): Promise<void> {
  const not_before = Date.now() + wait
  await storeState(item, { state: 'queued', not_before, lease_until: 0, problem: await sealProblem(open, item.id, why) })
  showItem(item.id, { state: 'queued', not_before, lease_until: 0, problem: why })
  tellOutcome(item.id, { state: 'waiting' })
}

/** 401: the person must sign in again, the command waits. */
function mustWait(status: number): boolean { return isPassing(status) || status === 401 }

async function handle(open: open_partition, item: outbox_item, row: entry_row): Promise<boolean> {
  try {
    await settle(open, item, await deliver(open, item, row))
    return true
  } catch (error) {
    if (!(error instanceof Refusal)) console.error(error)
    const problem = error instanceof Refusal ? error.problem : { ...unreachable, code: 'unexpected' }
    if (!mustWait(problem.status)) { await settle(open, item, { state: 'refused', problem }); return true }
    const asked = error instanceof Refusal ? error.retryAfterSeconds : undefined
    await putBack(open, item, problem, asked ? asked * 1000 : backOff(row.attempts))
    // Without a network or a session the next command would fare no better.
    return problem.status !== 0 && problem.status !== 401
  }
}

function scheduleNext(): void {
  clearTimeout(timer)
  const open = itemsNow().filter((one) => (one.state === 'queued' || one.state === 'sending') && !one.closed)
  const moments = [...open.map((one) => (one.state === 'sending' ? one.lease_until : one.not_before)), ...(othersAt === undefined ? [] : [othersAt])]
  if (moments.length === 0) return
  const soonest = Math.min(...moments)
  timer = setTimeout(() => { void drain() }, Math.max(250, soonest - Date.now()))
}

async function sendAll(): Promise<void> {
  do {
    again = false
    const open = opened.value
    if (!open) return
    for (let next = sendable(itemsNow(), Date.now()); next && opened.value === open; next = sendable(itemsNow(), Date.now())) {
      const row = await claim(next, Date.now())
      // Another window has it, or has settled it. Or the store is being cleared: what is in memory goes out at the next attempt.
      if (!row) {
        if (await refreshItem(next.id)) continue
        break
      }
      if (opened.value !== open) return
      if (!(await handle(open, next, row))) break
    }
  } while (again)
  await tidy()
  othersAt = await carryForOthers()
}

/** Whoever alone may send finds claims only of windows that died: nobody waits for those to run out. */
async function freeClaims(): Promise<void> {
  for (const id of await kept(() => database.entries.where('state').equals('sending').primaryKeys())) {
    await kept(() => database.entries.update(id, { state: 'queued', lease_until: 0 }))
    showItem(id, { state: 'queued', lease_until: 0 })
  }
}

/** One window of this browser sends at a time, where the browser can tell. */
async function alone(work: () => Promise<void>): Promise<void> {
  if (typeof navigator === 'undefined' || !('locks' in navigator)) return work()
  await navigator.locks.request('headway-sender', { ifAvailable: true }, async (lock) => {
    if (!lock) return
    await freeClaims()
    await work()
  })
}

export async function drain(): Promise<void> {
  if (running) { again = true; return attempted }
  running = true
  attempted = (async () => {
    try {
      await alone(sendAll)
    } catch (error) {
      // The store is closed at the moment: what is in it goes out at the next attempt.
      if (!(error instanceof NotKept)) throw error
    } finally {
      running = false
      scheduleNext()
    }
  })()
  return attempted
}

export function startSender(): void {
  whenQueued(() => { void drain() })
  whenLocked(() => { clearTimeout(timer); othersAt = undefined })
  whenBackInContact(() => { void wakeAll() })
  window.addEventListener('online', () => { void wakeAll() })
  document.addEventListener('visibilitychange', () => { if (!document.hidden) void drain() })
}

/** The network is back or somebody signed in: nobody waits out a back-off. */
export async function wakeAll(): Promise<void> {
  for (const one of itemsNow()) {
    if (one.state !== 'queued' || one.not_before === 0) continue
    await kept(() => database.entries.update(one.id, { not_before: 0 }))
    showItem(one.id, { not_before: 0 })
  }
  await drain()
}
