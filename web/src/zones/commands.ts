import { carryOut, versionSeen } from '@/outbox/carryOut'
import type { outcome } from '@/outbox/queue'
import { uuid7 } from '@/outbox/uuid'

type body = Record<string, unknown>

export function drawZone(id: string, body: body): Promise<outcome> {
  return carryOut({ subject: id, subject_kind: 'zone', kind: 'zone_draw', path: '/zones', body: { id, ...body } })
}

/** The address of a step where it is called otherwise. */
const addresses: Record<string, string> = { withdraw: 'withdraw-claim', decide: 'decide-claims', end: 'end-tenure' }

/** A step on a zone; those who act apart are sorted out by the server, so only what overwrites names its version. */
export function takeZoneStep(zone: string, step: string, body: body, version?: number): Promise<outcome> {
  return carryOut({ subject: zone, subject_kind: 'zone', kind: `zone_${step}`, path: `/zones/${zone}/${addresses[step] ?? step}`, body, version: step === 'redraw' ? versionSeen(zone, version) : undefined })
}

/** One's own claim: kept on this device first, so that it is made where the zone is. */
export function claimZone(zone: string, promise: string, reason: string, replaces?: string): Promise<outcome> {
  return carryOut({ subject: zone, subject_kind: 'zone', kind: 'zone_claim', path: `/zones/${zone}/claim`, body: { claim: uuid7(), promise, ...(reason ? { reason } : {}) }, replaces })
}
