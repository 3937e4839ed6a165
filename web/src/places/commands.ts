import { carryOut, versionSeen } from '@/outbox/carryOut'
import type { outcome } from '@/outbox/queue'

type body = Record<string, unknown>

export function openPlace(id: string, body: body): Promise<outcome> {
  return carryOut({ subject: id, subject_kind: 'place', kind: 'place_open', path: '/places', body: { id, ...body } })
}
export function changePlace(id: string, step: 'change' | 'retire', body: body, version?: number): Promise<outcome> {
  return carryOut({ subject: id, subject_kind: 'place', kind: `place_${step}`, path: `/places/${id}/${step}`, body, version: versionSeen(id, version) })
}
export function declareRisk(id: string, body: body): Promise<outcome> {
  return carryOut({ subject: id, subject_kind: 'risk_point', kind: 'risk_declare', path: '/places/risk-points', body: { id, ...body } })
}
export function changeRisk(id: string, step: 'change' | 'withdraw', body: body): Promise<outcome> {
  return carryOut({ subject: id, subject_kind: 'risk_point', kind: `risk_${step}`, path: `/places/risk-points/${id}/${step}`, body })
}
