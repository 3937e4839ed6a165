import { liftException, setException } from '@/people/commands'
import type { outcome } from '@/outbox/queue'
import type { remedy_list } from './types'

/** Does what a remedy says, step by step; stops at the first that is refused. Only for those that `takesOneTap`. */
export async function takeRemedy(remedy: remedy_list): Promise<outcome> {
  let last: outcome = { state: 'waiting' }
  for (const one of remedy.steps) {
    last = one.kind === 'swap' && one.shift ? await setException(one.person, { date: one.date, kind: 'swap_to_shift', shift: one.shift }) : await liftException(one.person, one.date)
    if (last.state === 'refused') break
  }
  return last
}
