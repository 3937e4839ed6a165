import { Notify } from 'quasar'
import { i18n } from '@/texts'
import { keep, submit, type outcome } from '@/outbox/queue'

/** Steps as the app names them; the address of the command where it differs. */
const addresses: Record<string, string> = { send_back: 'send-back', extension_grant: 'extension/grant', extension_refuse: 'extension/refuse' }

export async function takeStep(hazard: string, step: string, body: Record<string, unknown>, attachments?: Map<string, Blob>, replaces?: string): Promise<outcome> {
  const result = await submit({ subject: hazard, subject_kind: 'hazard', kind: step, path: `/hazards/${hazard}/${addresses[step] ?? step}`, body, attachments, replaces })
  if (result.state === 'waiting') Notify.create(i18n.global.t('say.kept'))
  if (result.state === 'accepted') Notify.create(i18n.global.t('say.accepted'))
  return result
}

/** Keeps the report on this device and sends it on its way; answers with the command's id once it is stored. */
export async function keepReport(id: string, body: Record<string, unknown>, attachments: Map<string, Blob>, replaces?: string): Promise<string> {
  return (await keep({ subject: id, subject_kind: 'hazard', kind: 'report', path: '/hazards', body: { id, ...body }, attachments, replaces })).id
}
