import type { problem } from '@/api/types'
import { fromUtf8, utf8 } from '@/vault/crypto'
import type { open_partition } from '@/vault/partition'
import type { command_state, entry_row } from './database'
import { openBody, openHead, type sealed_body, type sealed_head } from './sealing'

// The open person's outbox as the screens know it.

export interface outbox_item extends sealed_head {
  id: string
  order: number
  lane: string
  state: command_state
  attempts: number
  not_before: number
  lease_until: number
  settled_at?: number
  observed_at: string
  attachments: string[]
  /** Absent once accepted. */
  body?: sealed_body
  problem?: problem
  /** Sealed by a place that is gone: only the server can open it, and a courier carry it. */
  closed?: boolean
}

/** The words of a command by which its author knows it again. */
export function aboutOf(body: Record<string, unknown>): string {
  const words = [body.description, body.text, body.measures, body.reason, body.measure, body.name].find((one) => typeof one === 'string' && one)
  return typeof words === 'string' ? words.slice(0, 200) : ''
}

const sealedProblem = (id: string) => `${id}:problem`
export function sealProblem(open: open_partition, id: string, one: problem): ReturnType<open_partition['seal']> {
  return open.seal(utf8(JSON.stringify(one)), sealedProblem(id))
}

const plainOf = (row: entry_row) => ({
  id: row.id, order: row.order, lane: row.lane, state: row.state, attempts: row.attempts, not_before: row.not_before, lease_until: row.lease_until,
  settled_at: row.settled_at, observed_at: row.observed_at, attachments: row.attachments,
})

export async function itemFrom(open: open_partition, row: entry_row): Promise<outbox_item> {
  try {
    const head = await openHead(open, row)
    const body = row.state === 'accepted' ? undefined : await openBody(open, row)
    const problem = row.problem ? (JSON.parse(fromUtf8(await open.unseal(row.problem, sealedProblem(row.id)))) as problem) : undefined
    return { ...plainOf(row), ...head, body, problem }
  } catch {
    // The place that sealed it is gone: what a courier was told is all that can be known here.
    const told = row.courier !== undefined ? { state: 'refused' as const, problem: { title: '', status: 409, code: row.courier } } : {}
    return { ...plainOf(row), subject: '', subject_kind: '', kind: 'other', apart: true, about: '', closed: true, ...told }
  }
}
