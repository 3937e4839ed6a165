import { Notify } from 'quasar'
import { tellChange } from '@/api/changes'
import { call } from '@/api/client'
import { carryOut } from '@/outbox/carryOut'
import type { outcome } from '@/outbox/queue'
import { sendNow } from '@/outbox/sendNow'
import { uuid7 } from '@/outbox/uuid'
import { i18n } from '@/texts'

export type account_step = 'roles' | 'lock' | 'unlock' | 'close'
export function changeAccount(id: string, step: account_step, body: Record<string, unknown> = {}): Promise<outcome> {
  return carryOut({ subject: id, subject_kind: 'account', kind: `account_${step}`, path: `/accounts/${id}/${step}`, body })
}

// What carries a password or answers with a token never lies in the outbox, where the next person
// on this device could find it: it is sent at once or not at all. A refusal is thrown.
function said(id: string, record: unknown): outcome {
  Notify.create(i18n.global.t('say.accepted'))
  tellChange({ subject_kind: 'account', subject: id })
  return { state: 'accepted', record, replayed: false }
}

export async function openAccount(id: string, body: { person: string; account: string; password: string; roles: string[] }): Promise<outcome> {
  return said(id, await sendNow('/accounts', { id, ...body }, id))
}
export async function setPassword(id: string, password: string): Promise<outcome> {
  return said(id, await sendNow(`/accounts/${id}/password`, { password }, uuid7()))
}
export async function makeToken<T>(name: string, expires: string): Promise<T> {
  return sendNow<T>('/tokens', { name, expires }, uuid7())
}
export async function endToken(id: string): Promise<void> {
  await call('DELETE', `/tokens/${id}`)
}
