// A zone's facts in words.

export const bareZoneKind = (kind: string): string => kind.replace(/^zone\./, '')

export function zoneStepName(kind: string, t: (key: string) => string, te: (key: string) => boolean): string {
  const key = `zones.history.${bareZoneKind(kind)}`
  return te(key) ? t(key) : kind
}

export interface history_line { label: string; kind: 'text' | 'person' | 'moment' | 'places' | 'persons'; value: unknown }
type loose = Record<string, unknown>

/** Whom a tenure or a claim is of: facts that follow name it by its id alone. */
export function personsOf(facts: readonly { body: loose }[]): Map<string, string> {
  const found = new Map<string, string>()
  for (const { body } of facts) {
    const id = body.tenure ?? body.claim
    if (typeof id === 'string' && typeof body.person === 'string') found.set(id, body.person)
  }
  return found
}

export function historyLines(body: loose, persons: ReadonlyMap<string, string>): history_line[] {
  const lines: history_line[] = []
  const ids = (list: unknown) => (Array.isArray(list) ? list : []).flatMap((one) => persons.get(String(one)) ?? [])
  const person = body.person ?? persons.get(String(body.tenure ?? body.claim ?? ''))
  if (person) lines.push({ label: 'zones.holder', kind: 'person', value: person })
  if (ids(body.granted).length) lines.push({ label: 'zones.grant', kind: 'persons', value: ids(body.granted) })
  if (ids(body.refused).length) lines.push({ label: 'zones.refuse', kind: 'persons', value: ids(body.refused) })
  if (typeof body.promise === 'string') lines.push({ label: 'zones.promise', kind: 'text', value: body.promise })
  const as = body.as as { name?: string; places?: string[] } | undefined
  if (as?.name) lines.push({ label: 'places.name', kind: 'text', value: as.name })
  if (as?.places) lines.push({ label: 'zones.boundary', kind: 'places', value: as.places })
  if (typeof body.reason === 'string') lines.push({ label: 'step.reason', kind: 'text', value: body.reason })
  if (typeof body.from === 'string') lines.push({ label: 'zones.from', kind: 'moment', value: body.from })
  return lines
}
