import type { fact } from '@/api/types'

// What a fact says, as label and value, from the fields that people care about.

export interface fact_line { label: string; kind: 'text' | 'person' | 'moment' | 'money' | 'level' | 'yes' | 'outcome' | 'addressee' | 'hazard'; value: string | number | boolean }
type loose = Record<string, unknown>

const plain: Record<string, [string, fact_line['kind']]> = {
  description: ['hazard.description', 'text'], note: ['step.note', 'text'], reason: ['step.reason', 'text'], measures: ['step.measures', 'text'], text: ['step.text', 'text'],
  responsible: ['step.responsible', 'person'], measure: ['step.measure', 'text'], funds: ['step.funds', 'money'], deadline: ['step.deadline', 'moment'], contingency: ['step.contingency', 'text'],
  stop_work: ['step.stop_work', 'yes'], until: ['step.until', 'moment'], level: ['step.level', 'level'], requirement: ['step.requirement', 'text'], by_level: ['step.by_level', 'addressee'],
  outcome: ['step.outcome', 'outcome'], repeat_of: ['step.repeat_of', 'hazard'], to: ['timeline.alarm_to', 'addressee'],
}
const nested = ['grade', 'fixes', 'due']

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

export function factPhotos(body: loose): string[] {
  return Array.isArray(body.photos) ? body.photos.filter((one): one is string => typeof one === 'string') : []
}

/** How far the device's clock was from the server's, in milliseconds; what is below a minute is not worth a word. */
export function clockDifference(one: Pick<fact, 'observed_at' | 'recorded_at'>): number | undefined {
  const apart = Math.abs(new Date(one.recorded_at).getTime() - new Date(one.observed_at).getTime())
  return apart > 60_000 ? apart : undefined
}

/** What a step is called: the kinds of facts are `hazard.reported` and the like. */
export function stepName(kind: string, t: (key: string) => string, te: (key: string) => boolean): string {
  const key = `timeline.kinds.${kind.replace(/^hazard\./, '')}`
  return te(key) ? t(key) : kind
}
