// The places this person reported from last, on this device.

const most = 6
const keyOf = (person: string) => `headway.recent-places.${person}`

export function recentPlaces(person: string): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(person)) ?? '[]')
    return Array.isArray(kept) ? kept.filter((one): one is string => typeof one === 'string') : []
  } catch { return [] }
}

export function rememberPlace(person: string, place: string): void {
  const kept = [place, ...recentPlaces(person).filter((one) => one !== place)].slice(0, most)
  localStorage.setItem(keyOf(person), JSON.stringify(kept))
}

// Words begun but not saved live as long as the screen's tab: others use this device too.
export interface draft { place?: string; description?: string }
const draftKey = (person: string) => `headway.report-draft.${person}`
export function keptDraft(person: string): draft {
  try { return (JSON.parse(sessionStorage.getItem(draftKey(person)) ?? '{}') ?? {}) as draft } catch { return {} }
}
export function keepDraft(person: string, now: draft): void {
  if (now.place || now.description) sessionStorage.setItem(draftKey(person), JSON.stringify(now))
  else sessionStorage.removeItem(draftKey(person))
}
