import { siteNow } from '@/api/clock'
import type { hazard_state } from '@/api/types'
import type { hazard } from './record'
import type { permission } from '@/api/types'
import { isOpen } from './record'

// Which steps are offered: a mirror of the server's rules, for offering only; the server decides.

export const steps = [
  'complete', 'verify', 'reject', 'assign', 'start', 'rectify', 'accept', 'send_back', 'extension_grant', 'extension_refuse', 'resume', 'close', 'archive',
  'extension', 'grade', 'suspend', 'upgrade', 'supervise', 'link', 'comment',
] as const
export type step = (typeof steps)[number]
export type field =
  | 'words' | 'risk_point' | 'kind_codes' | 'note' | 'reason' | 'measures' | 'photos' | 'voice' | 'text' | 'level' | 'graver_level' | 'fixes' | 'until' | 'deadline' | 'grant_until' | 'supervision' | 'repeat_of'

interface rule { needs: permission; when: (one: hazard) => boolean; own?: boolean; reporter?: boolean; fields: field[]; hint?: string }
interface actor { person: string; can: (wanted: permission) => boolean }
export interface offer { step: step; main: boolean; blocked?: string }

const pending = (one: hazard) => one.extensions.at(-1)?.outcome === 'asked'
const among = (...states: hazard_state[]) => (one: hazard) => states.includes(one.state)
const running = (...states: hazard_state[]) => (one: hazard) => !one.suspended && states.includes(one.state)

export const rules: Record<step, rule> = {
  complete: { needs: 'report_hazard', reporter: true, when: isOpen, fields: ['words', 'risk_point', 'kind_codes'] },
  verify: { needs: 'verify_hazard', when: among('reported'), fields: ['note'] },
  reject: { needs: 'verify_hazard', when: among('reported', 'verified'), fields: ['reason'] },
  grade: { needs: 'verify_hazard', when: isOpen, fields: ['level'] },
  assign: { needs: 'assign_hazard', when: running('reported', 'verified', 'assigned', 'rectifying'), fields: ['fixes'] },
  start: { needs: 'rectify_hazard', own: true, when: running('assigned'), fields: [], hint: 'step.hint.start' },
  rectify: { needs: 'rectify_hazard', own: true, when: (one) => running('assigned', 'rectifying')(one) || justReported(one), fields: ['measures', 'photos', 'voice'] },
  accept: { needs: 'accept_hazard', when: among('rectified'), fields: ['note', 'photos'], hint: 'step.hint.accept' },
  send_back: { needs: 'accept_hazard', when: among('rectified'), fields: ['reason', 'deadline'] },
  extension: { needs: 'rectify_hazard', own: true, when: (one) => running('assigned', 'rectifying')(one) && !pending(one), fields: ['until', 'reason'] },
  extension_grant: { needs: 'assign_hazard', when: (one) => running('assigned', 'rectifying')(one) && pending(one), fields: ['grant_until'] },
  extension_refuse: { needs: 'assign_hazard', when: (one) => isOpen(one) && pending(one), fields: ['reason'] },
  suspend: { needs: 'assign_hazard', when: running('verified', 'assigned', 'rectifying'), fields: ['reason', 'until'] },
  resume: { needs: 'assign_hazard', when: (one) => isOpen(one) && one.suspended, fields: ['deadline'], hint: 'step.hint.resume' },
  upgrade: { needs: 'escalate_hazard', when: (one) => isOpen(one) && one.national_level > 1, fields: ['graver_level', 'reason'] },
  supervise: { needs: 'escalate_hazard', when: isOpen, fields: ['supervision'] },
  close: { needs: 'close_hazard', when: among('accepted'), fields: ['note'], hint: 'step.hint.close' },
  archive: { needs: 'close_hazard', when: among('closed', 'rejected'), fields: [], hint: 'step.hint.archive' },
  comment: { needs: 'report_hazard', when: () => true, fields: ['text', 'photos', 'voice'] },
  link: { needs: 'verify_hazard', when: () => true, fields: ['repeat_of'] },
}

/** What is found and put right in one shift needs no five fixes; which shift it was, the server knows. */
const oneShift = 8 * 3_600_000
const justReported = (one: hazard) => running('reported', 'verified')(one) && siteNow() - new Date(one.reported_at).getTime() < oneShift

/** The steps that carry the loop on from each state; everything else stands under "other". */
const onward: Partial<Record<hazard_state, step[]>> = {
  reported: ['verify', 'assign'], verified: ['assign'], assigned: ['start', 'rectify'], rectifying: ['rectify'], rectified: ['accept', 'send_back'], accepted: ['close'], closed: ['archive'], rejected: ['archive'],
}

function blocked(one: hazard, wanted: step, person: string): string | undefined {
  if (wanted === 'accept' && (one.rectification?.by === person || one.fixes?.responsible === person)) return 'step.blocked.rectifier'
  if (wanted === 'send_back' && one.rectification?.by === person) return 'step.blocked.rectifier'
  if ((wanted === 'extension_grant' || wanted === 'extension_refuse') && one.extensions.at(-1)?.by === person) return 'step.blocked.own_extension'
  return undefined
}

export function offers(one: hazard, by: actor): offer[] {
  const first: step[] = one.suspended ? ['resume'] : pending(one) ? ['extension_grant', 'extension_refuse'] : (onward[one.state] ?? [])
  // Work that was given to somebody is reported done by him, or by those who may give it.
  const mine = !one.fixes || one.fixes.responsible === by.person || by.can('assign_hazard')
  const reported = one.reporter === by.person || by.can('verify_hazard')
  const offered = steps.filter((each) => by.can(rules[each].needs) && rules[each].when(one) && (mine || !rules[each].own) && (reported || !rules[each].reporter))
  // What was only shown or spoken is put into words before anything else.
  const unsaid: step[] = one.description === '' && one.reporter === by.person ? ['complete'] : []
  const main = [...unsaid, ...first].filter((each) => offered.includes(each))
  return [...main, ...offered.filter((each) => !main.includes(each))].map((each) => ({ step: each, main: main.includes(each), blocked: blocked(one, each, by.person) }))
}
