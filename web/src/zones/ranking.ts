import type { ground_code, ranked_claim } from './types'

// Why one claim is placed before another, as the words that everybody reads: what speaks for it,
// and what put it behind the one before. The order itself comes from the server.

export interface ground { code: ground_code; holds: boolean; n?: number }

/** Everything the order looks at, in its order. */
export function groundsOf(one: ranked_claim, basis: { crew?: string; post?: string; qualification?: string }): ground[] {
  return [
    ...(basis.crew ? [{ code: 'works_in_crew' as const, holds: one.works_in_crew }] : []),
    ...(basis.post ? [{ code: 'holds_post' as const, holds: one.holds_post }] : []),
    ...(basis.qualification ? [{ code: 'qualified' as const, holds: one.qualified }] : []),
    { code: 'zones_held', holds: one.zones_held === 0, n: one.zones_held },
  ]
}
