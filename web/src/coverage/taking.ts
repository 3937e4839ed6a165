import { liftException, setException } from '@/people/commands'
import type { outcome } from '@/outbox/queue'
import type { remedy_list } from './types'

/** Does what a remedy says, step by step; stops at the first that is refused. Only for those that `takesOneTap`. */
export async function takeRemedy(remedy: remedy_list): Promise<outcome> {
  let last: outcome = { state: 'waiting' }
  for (const one of remedy.steps) {
    last = await (one.kind === 'leave_day' ? liftException(one.person, one.date) : setException(one.person, { date: one.date, ...(one.shift ? { kind: 'swap_to_shift', shift: one.shift } : { kind: 'day_off' }) }))
    if (last.state === 'refused') break
  }
  return last
}
