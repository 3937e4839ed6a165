import { call } from '@/api/client'
import { offset } from '@/api/clock'
import { tellChange } from '@/api/changes'
import { Refusal } from '@/api/problem'
import { deviceId } from './device'
import { replaceMarks } from './order'
import type { new_command, outcome } from './queue'
import { uploadNow } from './upload'
import { uuid7 } from './uuid'

/**
 * Sends a command at once and never keeps it: for what must not lie on a shared device or cannot
 * wait. `key` makes sending it again harmless. Throws a Refusal.
 */
export async function sendNow<T>(path: string, body: Record<string, unknown>, key: string): Promise<T> {
  return call<T>('POST', path, { body, headers: await headersOf(key) })
}

async function headersOf(key: string): Promise<Record<string, string>> {
  const clock: Record<string, string> = offset.value === undefined ? {} : { 'Headway-Clock-Offset': String(offset.value) }
  return { 'Idempotency-Key': key, 'Headway-Observed-At': new Date().toISOString(), 'Headway-Device': await deviceId(), ...clock }
}

/** On an address without https the browser seals nothing, so nothing is kept: it goes now, or the form keeps it. */
export async function sendDirectly(command: new_command): Promise<outcome> {
  try {
    const uploaded = new Map<string, string>()
    for (const [key, file] of command.attachments ?? []) uploaded.set(key, await uploadNow(file))
    const headers = await headersOf(uuid7())
    if (command.version !== undefined) headers['If-Match'] = `"${command.version}"`
    const record = await call<unknown>('POST', command.path, { body: replaceMarks(command.body, uploaded), headers })
    tellChange({ subject_kind: command.subject_kind, subject: command.subject })
    return { state: 'accepted', record, replayed: false }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { state: 'refused', problem: error.problem }
  }
}
