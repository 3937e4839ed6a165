import { call } from '@/api/client'
import { deviceId } from './device'

/**
 * Sends a command at once and never keeps it: for what must not lie on a shared device or cannot
 * wait. `key` makes sending it again harmless. Throws a Refusal.
 */
export async function sendNow<T>(path: string, body: Record<string, unknown>, key: string): Promise<T> {
  return call<T>('POST', path, { body, headers: { 'Idempotency-Key': key, 'Headway-Observed-At': new Date().toISOString(), 'Headway-Device': await deviceId() } })
}
