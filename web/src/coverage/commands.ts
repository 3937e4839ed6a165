import { call } from '@/api/client'
import { carryOut } from '@/outbox/carryOut'
import type { outcome } from '@/outbox/queue'
import { uuid7 } from '@/outbox/uuid'
import type { absence_note, accepted_gap, coverage_rules, month_change } from './types'

// Everything that is decided about coverage goes out through the outbox. Planning decides nothing: it is asked for at once, or not at all.

type body = Record<string, unknown>

export const publishRules = (section: string, rules: coverage_rules): Promise<outcome> =>
  carryOut({ subject: section, subject_kind: 'coverage_rules', kind: 'coverage_rules', path: '/coverage/rules', body: { section, rules } })

export function declarePeriod(section: string, period: body): Promise<outcome> {
  const id = uuid7()
  return carryOut({ subject: id, subject_kind: 'special_period', kind: 'period_declare', path: '/coverage/periods', body: { id, section, ...period } })
}
export const endPeriod = (id: string, until: string, reason: string): Promise<outcome> =>
  carryOut({ subject: id, subject_kind: 'special_period', kind: 'period_end', path: `/coverage/periods/${id}/end`, body: { until, reason } })

export const publishMonth = (id: string, month: body): Promise<outcome> =>
  carryOut({ subject: id, subject_kind: 'month_plan', kind: 'month_publish', path: '/coverage/months', body: month })
export const changeMonth = (id: string, given: { changes: month_change[]; gaps_accepted: accepted_gap[]; reason: string; absence?: absence_note }): Promise<outcome> =>
  carryOut({ subject: id, subject_kind: 'month_plan', kind: 'month_change', path: `/coverage/months/${id}/change`, body: { ...given } })

export async function startPlanning(section: string, month: string, seed: number): Promise<string> {
  const id = uuid7()
  await call('POST', '/coverage/plans', { body: { id, section, month, seed } })
  return id
}
export const cancelPlanning = (id: string): Promise<unknown> => call('POST', `/coverage/plans/${id}/cancel`, { body: {} })
