import type { due_list, due_round, rhythm } from '../types'

// What an inspection may be: a round that is due and mine to do, one without a period, a spot check.

export interface choice { key: string; round?: due_round; rhythm?: rhythm }

/** The most urgent first; a spot check is always possible, and stands last. */
export function choicesFor(due: due_list | undefined, here: { zone?: string; crew?: string }): choice[] {
  const fits = (one: due_round) => one.mine && one.due !== 'soon' && (one.scope !== 'zone' || one.zone === here.zone) && (one.scope !== 'crew' || here.crew === undefined || one.crew === here.crew)
  return [
    ...(due?.items ?? []).filter(fits).map((round) => ({ key: round.id, round })),
    ...(due?.at_any_time ?? []).map((one) => ({ key: one.code, rhythm: one })),
    { key: 'spot' },
  ]
}
