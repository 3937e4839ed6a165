import type { fact } from '@/api/types'
import type { hazard } from '../record'
import { bareKind } from './factLines'

export type dispute = hazard['disputes'][number]

const carrying = ['reported', 'verified', 'rejected', 'assigned', 'started', 'rectified', 'accepted', 'sent_back', 'suspended', 'resumed', 'closed', 'archived']
const takeable = ['verified', 'rejected', 'assigned', 'started', 'rectified', 'accepted', 'sent_back', 'closed']

/** Whether the contested step may be let to hold: nobody accepts his own work, whatever a person says. */
export const canTake = (one: dispute): boolean => takeable.includes(one.step) && one.reason !== 'rectifier_accepts'

/** The contested fact, and the step that stood in its way: the last that carried the hazard on before it. */
export function sidesOf(one: dispute, facts: readonly fact[]): { contested?: fact; standing?: fact } {
  const at = facts.findIndex((each) => each.node === one.node && each.seq === one.seq)
  if (at < 0) return {}
  const standing = facts.slice(0, at).reverse().find((each) => !each.contested && carrying.includes(bareKind(each.kind)))
  return { contested: facts[at], standing }
}

export const disputeOf = (one: Pick<fact, 'node' | 'seq'>, disputes: readonly dispute[]): dispute | undefined =>
  disputes.find((each) => each.node === one.node && each.seq === one.seq)
