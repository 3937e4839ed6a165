import { Notify } from 'quasar'
import { i18n } from '@/texts'
import { commands, submit, type new_command, type outcome } from './queue'

/** Sends a command on its way and says what became of it; a refusal is shown by whoever asked. */
export async function carryOut(command: new_command): Promise<outcome> {
  // What a form holds is watched by the screen and cannot be stored as it is; as JSON it can, and is sent.
  const result = await submit({ ...command, body: JSON.parse(JSON.stringify(command.body)) as new_command['body'] })
  if (result.state === 'waiting') Notify.create(i18n.global.t('say.kept'))
  if (result.state === 'accepted') Notify.create(i18n.global.t('say.accepted'))
  return result
}

/**
 * The version to name with a change, so that nobody's work is overwritten unseen. While own commands
 * for the subject are still under way its version is about to move, and none can be named.
 */
export function versionSeen(subject: string, version: number | undefined): number | undefined {
  const underWay = commands.value.some((one) => one.subject === subject && (one.state === 'queued' || one.state === 'sending'))
  return underWay ? undefined : version
}
