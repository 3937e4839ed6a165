import type { session } from '@/api/types'
import { lock, makePartition } from '@/vault/vault'
import { database } from './database'
import { reloadCommands } from './queue'

// For the tests beside this file: somebody with an open place, and an empty store.

export const whoIs = (person: string): session =>
  ({ person, name: `name of ${person}`, account: person, section: 's', roles: [], permissions: [], language: 'zh' })

export async function emptyStore(): Promise<void> {
  lock()
  for (const table of database.tables) await table.clear()
}

export async function openPlace(person: string, pin?: string): Promise<void> {
  await makePartition(whoIs(person), pin)
  await reloadCommands()
}

/** Everything that lies in the store, as text to search in. */
export async function rawStore(): Promise<string> {
  const found: string[] = []
  for (const table of database.tables) {
    await table.each((row: unknown) => { found.push(JSON.stringify(row, (_, value: unknown) => (value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value))) })
  }
  return found.join('\n')
}

export const answerOf = (status: number, body: unknown, headers: Record<string, string> = {}): Response => new Response(JSON.stringify(body), { status, headers })
