import { Refusal } from '@/api/problem'
import { opened } from '@/vault/vault'
import { database } from './database'
import { deviceId } from './device'
import { addressAll, handOver, wireEntry, type handover_answer, type handover_entry } from './handover'
import { kept } from './store'

// The unsent queue as a file, to be carried to the surface on a memory stick or another phone, and
// the reading of such a file. One entry a line: neither side ever holds the whole in memory.

const head = '{"format":"headway-unsent","version":1,"entries":['
const tail = ']}'

export interface exported { file: Blob; entries: number; left: number }

/** The unsent of whoever's place is open; `left`: entries that are not addressed to the site and stay. */
export async function exportUnsent(): Promise<exported> {
  const open = opened.value
  if (!open) throw new Error('nobody has a place open')
  await addressAll(open, await deviceId())
  const rows = await kept(() => database.entries.where('person').equals(open.person).filter((row) => row.state !== 'accepted').toArray())
  let file = new Blob([head, '\n'])
  let entries = 0
  for (const row of rows.sort((left, right) => left.order - right.order)) {
    const entry = await wireEntry(row)
    if (!entry) continue
    file = new Blob([file, entries > 0 ? ',\n' : '', JSON.stringify(entry)])
    entries += 1
  }
  return { file: new Blob([file, '\n', tail, '\n'], { type: 'application/json' }), entries, left: rows.length - entries }
}

/** Not a file of unsent work, or of a newer kind. */
export class NotUnsent extends Error {}

async function* lines(file: Blob): AsyncGenerator<string> {
  const reader = file.stream().pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const found = (rest + part.value).split('\n')
    rest = found.pop() ?? ''
    yield* found
  }
  if (rest) yield rest
}

function isEntry(value: unknown): value is handover_entry {
  const one = value as Partial<handover_entry> | null
  return typeof one === 'object' && one !== null && [one.command, one.person, one.body, one.signature].every((each) => typeof each === 'string') && Array.isArray(one.attachments)
}

/** The entries of a file, one after another. Throws NotUnsent. */
export async function* entriesOf(file: Blob): AsyncGenerator<handover_entry> {
  let begun = false
  try {
    for await (const line of lines(file)) {
      const text = line.trim().replace(/,$/, '')
      if (!begun) {
        if (text !== head) break
        begun = true
        continue
      }
      if (text === '' || text === tail) continue
      const entry: unknown = JSON.parse(text)
      if (!isEntry(entry)) throw new NotUnsent()
      yield entry
    }
    if (begun) return
    // Written by another hand: the same content in another layout.
    const whole = JSON.parse(await file.text()) as { format?: unknown; version?: unknown; entries?: unknown }
    if (whole.format !== 'headway-unsent' || whole.version !== 1 || !Array.isArray(whole.entries) || !whole.entries.every(isEntry)) throw new NotUnsent()
    yield* whole.entries
  } catch (error) {
    if (error instanceof SyntaxError) throw new NotUnsent()
    throw error
  }
}

export interface import_result { command: string; person: string; answer: handover_answer | { state: 'failed'; code: string; title: string } }

/** Hands over what the file holds, entry by entry; one that fails does not stop the rest. Throws NotUnsent. */
export async function importUnsent(file: Blob, tell: (result: import_result) => void): Promise<void> {
  for await (const entry of entriesOf(file)) {
    const who = { command: entry.command, person: entry.person }
    try {
      tell({ ...who, answer: await handOver(entry) })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      tell({ ...who, answer: { state: 'failed', code: error.problem.code, title: error.problem.title } })
      if (error.status === 0 || error.status === 401) return
    }
  }
}
