import { carryOut } from '@/outbox/carryOut'
import type { outcome } from '@/outbox/queue'

type body = Record<string, unknown>

export function voidInspection(id: string, reason: string): Promise<outcome> {
  return carryOut({ subject: id, subject_kind: 'inspection', kind: 'inspection_void', path: `/inspections/${id}/void`, body: { reason } })
}
export function changeRound(id: string, step: 'plan' | 'excuse', body: body): Promise<outcome> {
  return carryOut({ subject: id, subject_kind: 'inspection_round', kind: `round_${step}`, path: `/inspections/rounds/${id}/${step}`, body })
}
export function publishChecklist(id: string, body: body): Promise<outcome> {
  return carryOut({ subject: id, subject_kind: 'checklist', kind: 'checklist_publish', path: '/checklists', body: { id, ...body } })
}
export function retireChecklist(id: string): Promise<outcome> {
  return carryOut({ subject: id, subject_kind: 'checklist', kind: 'checklist_retire', path: `/checklists/${id}/retire`, body: {} })
}
export function publishRhythms(body: body, version: number): Promise<outcome> {
  return carryOut({ subject: 'inspection_rules', subject_kind: 'inspection_rules', kind: 'inspection_rules_publish', path: '/rules/inspections', body, version })
}
