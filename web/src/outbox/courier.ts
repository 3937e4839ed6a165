import { inContact } from '@/api/contact'
import { Refusal } from '@/api/problem'
import { opened } from '@/vault/vault'
import { database, type entry_row } from './database'
import { handOver, wireEntry } from './handover'
import { backOff } from './order'
import { dropItem, itemsNow, refreshItem, storeState } from './queue'
import { kept } from './store'

// Whoever is in contact also delivers the sealed entries of those whose place on this device is
// closed. He cannot read them; their authors see them accepted when they come back.

/** What may be carried now: the oldest first, nothing of a subject of which something was refused. */
export function carriable(rows: readonly entry_row[], mine: (row: entry_row) => boolean, now: number): entry_row[] {
  const stopped = new Set<string>()
  const found: entry_row[] = []
  for (const row of [...rows].sort((left, right) => left.order - right.order)) {
    const lane = `${row.person} ${row.lane}`
    const waits = row.courier !== undefined || !row.handover || row.state === 'refused' || (row.state === 'sending' && row.lease_until > now)
    if (waits) stopped.add(lane)
    else if (!stopped.has(lane) && !mine(row)) found.push(row)
  }
  return found
}

/** `later`: the server is too busy for it; `shut`: the way is not open, and something else opens it. The rest need not be tried then. */
type carried = 'done' | 'later' | 'shut'

async function carry(row: entry_row): Promise<carried> {
  const entry = await wireEntry(row)
  if (!entry) { await storeState(row, { courier: 'attachment_lost' }); return 'done' }
  try {
    const answer = await handOver(entry)
    if (answer.state === 'accepted') await storeState(row, { state: 'accepted', settled_at: Date.now(), lease_until: 0 })
    else await storeState(row, { courier: answer.code ?? 'refused' })
    failures = 0
    return 'done'
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (error.status === 0 || error.status === 401 || error.status === 404) return 'shut'
    if (error.passing) return 'later'
    await storeState(row, { courier: error.problem.code || 'refused' })
    return 'done'
  }
}

let carrying = false
let failures = 0

/**
 * Delivers what others left sealed on this device, entry by entry. Answers at which moment it is worth
 * looking again; undefined: nothing is left, or the way must open first.
 */
export async function carryForOthers(): Promise<number | undefined> {
  const bearer = opened.value
  if (!bearer || carrying || !inContact.value) return undefined
  carrying = true
  try {
    const rows = await kept(() => database.entries.where('state').anyOf('queued', 'sending', 'refused').toArray())
    const closed = new Set(itemsNow().flatMap((one) => (one.closed ? [one.id] : [])))
    const mine = (row: entry_row) => row.person === bearer.person && !closed.has(row.id)
    const stopped = new Set<string>()
    for (const row of carriable(rows, mine, Date.now())) {
      if (opened.value !== bearer) return undefined
      const lane = `${row.person} ${row.lane}`
      if (stopped.has(lane)) continue
      const fate = await carry(row)
      if (fate === 'shut') return undefined
      if (fate === 'later') return Date.now() + backOff(++failures)
      const after = await database.entries.get(row.id)
      if (after?.courier !== undefined) stopped.add(lane)
      if (closed.has(row.id)) await (after ? refreshItem(row.id) : dropItem(row.id))
    }
    // What its author was sending when the place closed is his until the claim runs out.
    const claimed = rows.filter((row) => row.state === 'sending' && row.lease_until > Date.now() && row.handover && row.courier === undefined && !mine(row))
    return claimed.length > 0 ? Math.min(...claimed.map((row) => row.lease_until)) : undefined
  } finally {
    carrying = false
  }
}
