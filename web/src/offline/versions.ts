import { whenLocked } from '@/vault/vault'

// The version of each subject as this device last showed it: what a step made apart was decided on.

const seen = new Map<string, number>()
const most = 4000

export function noteVersion(subject: string, version: number): void {
  if (seen.size >= most) seen.delete(seen.keys().next().value as string)
  seen.set(subject, version)
}
export const seenVersion = (subject: string): number | undefined => seen.get(subject)

/** Notes the version of a served record, or of each in a list. */
export function noteVersions(answer: unknown): void {
  if (Array.isArray(answer)) { answer.forEach(noteVersions); return }
  if (typeof answer !== 'object' || answer === null) return
  const one = answer as { id?: unknown; version?: unknown; items?: unknown; to_do?: unknown; my_reports?: unknown; hazard?: unknown; zone?: unknown }
  if (typeof one.id === 'string' && typeof one.version === 'number') noteVersion(one.id, one.version)
  for (const part of [one.items, one.to_do, one.my_reports, one.hazard, one.zone]) if (part) noteVersions(part)
}

whenLocked(() => { seen.clear() })
