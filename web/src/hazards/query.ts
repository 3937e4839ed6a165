import type { LocationQuery } from 'vue-router'
import type { hazard_filter } from '@/api/types'

// The filters of the list live in the address: a filtered list can be sent to somebody.

const words = ['state', 'place', 'level', 'responsible', 'reporter', 'text'] as const

export function filterFrom(query: LocationQuery): hazard_filter {
  const one = (key: string) => { const value = query[key]; return typeof value === 'string' && value ? value : undefined }
  const filter: hazard_filter = {}
  for (const word of words) filter[word] = one(word)
  if (one('overdue') === 'true') filter.overdue = 'true'
  if (one('open') === 'true') filter.open = 'true'
  if (one('sort') === 'deadline') filter.sort = 'deadline'
  return filter
}

export function queryFrom(filter: hazard_filter): Record<string, string> {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined && value !== '').map(([key, value]) => [key, String(value)]))
}

export const isNarrowed = (filter: hazard_filter): boolean => Object.keys(queryFrom({ ...filter, sort: undefined })).length > 0
