import { note, setNote } from '@/vault/notes'

// The places this person reported from last: in the person's own place on this device, so that nobody
// else reads it.

const most = 6

export function recentPlaces(): string[] {
  const kept = note('recent-places')
  return Array.isArray(kept) ? kept.filter((one): one is string => typeof one === 'string') : []
}

export function rememberPlace(place: string): void {
  setNote('recent-places', [place, ...recentPlaces().filter((one) => one !== place)].slice(0, most))
}
