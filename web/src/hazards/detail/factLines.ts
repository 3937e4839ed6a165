// What a fact says, as label and value, from the fields that people care about.

export interface fact_line { label: string; kind: 'text' | 'person' | 'moment' | 'money' | 'level' | 'yes' | 'outcome' | 'addressee' | 'hazard' | 'profession' | 'inspection' | 'risk_point'; value: string | number | boolean }
type loose = Record<string, unknown>

const plain: Record<string, [string, fact_line['kind']]> = {
  description: ['hazard.description', 'text'], note: ['step.note', 'text'], reason: ['step.reason', 'text'], measures: ['step.measures', 'text'], text: ['step.text', 'text'],
  responsible: ['step.responsible', 'person'], measure: ['step.measure', 'text'], funds: ['step.funds', 'money'], deadline: ['step.deadline', 'moment'], contingency: ['step.contingency', 'text'],
  stop_work: ['step.stop_work', 'yes'], until: ['step.until', 'moment'], level: ['step.level', 'level'], requirement: ['step.requirement', 'text'], by_level: ['step.by_level', 'addressee'],
  outcome: ['step.outcome', 'outcome'], repeat_of: ['step.repeat_of', 'hazard'], profession: ['hazard.profession', 'profession'], inspection_type: ['hazard.inspection', 'inspection'], risk_point: ['hazard.risk_point', 'risk_point'], to: ['timeline.alarm_to', 'addressee'],
  found_at: ['hazard.reported_at', 'moment'], file: ['hazard.imported_from', 'text'], closed_at: ['hazard.imported_closed', 'moment'], closed_by: ['hazard.imported_closer', 'text'],
}
const nested = ['grade', 'fixes', 'due', 'origin']

export function factLines(body: loose): fact_line[] {
  const lines: fact_line[] = []
  for (const [key, value] of Object.entries(body)) {
    if (nested.includes(key) && typeof value === 'object' && value !== null) lines.push(...factLines(value as loose))
    else if (plain[key] && value !== undefined && value !== null && value !== '' && typeof value !== 'object') {
      const [label, kind] = plain[key]
      lines.push({ label, kind, value: value as string | number | boolean })
    }
  }
  return lines
}

const texts = (list: unknown): string[] => (Array.isArray(list) ? list.filter((one): one is string => typeof one === 'string') : [])
export const factPhotos = (body: loose): string[] => texts(body.photos)
export const factVoices = (body: loose): string[] => texts(body.voice)

/** The kind without whose fact it is: `rectified` of `hazard.rectified`. */
export const bareKind = (kind: string): string => kind.replace(/^hazard\./, '')

/** What a step is called: the kinds of facts are `hazard.reported` and the like. */
export function stepName(kind: string, t: (key: string) => string, te: (key: string) => boolean): string {
  const key = `timeline.kinds.${bareKind(kind)}`
  return te(key) ? t(key) : kind
}
