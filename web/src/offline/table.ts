// What this device keeps of the server's answers, each in the place of the person who read it.
// Everything that works without a network stands here; what is not here is read or not there.

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const kilobyte = 1024
const megabyte = 1024 * kilobyte

export interface kept_answer {
  name: string
  /** `{id}` stands for one part of the path. */
  path: string
  /** Older is not shown any more. */
  max_age: number
  /** Larger is not kept. */
  max_bytes: number
  /** `contact`: read at the start and whenever the server is back, at most every `every`; `seen`: when a screen reads it. */
  refresh: 'contact' | 'seen'
  every?: number
}

export const keptAnswers: readonly kept_answer[] = [
  { name: 'my', path: '/api/v1/my', max_age: 7 * day, max_bytes: 1 * megabyte, refresh: 'contact', every: 5 * minute },
  { name: 'shift', path: '/api/v1/shift', max_age: 7 * day, max_bytes: 64 * kilobyte, refresh: 'contact', every: 30 * minute },
  { name: 'directory', path: '/api/v1/directory', max_age: 30 * day, max_bytes: 4 * megabyte, refresh: 'contact', every: hour },
  { name: 'places', path: '/api/v1/places', max_age: 30 * day, max_bytes: 4 * megabyte, refresh: 'contact', every: hour },
  { name: 'colours', path: '/api/v1/places/colours', max_age: 7 * day, max_bytes: 512 * kilobyte, refresh: 'contact', every: 30 * minute },
  { name: 'codes', path: '/api/v1/codes', max_age: 90 * day, max_bytes: 512 * kilobyte, refresh: 'contact', every: day },
  { name: 'rules', path: '/api/v1/rules/hazards', max_age: 90 * day, max_bytes: 512 * kilobyte, refresh: 'contact', every: day },
  { name: 'people-codes', path: '/api/v1/people/codes', max_age: 90 * day, max_bytes: 512 * kilobyte, refresh: 'seen' },
  { name: 'roster', path: '/api/v1/roster', max_age: 30 * day, max_bytes: 1 * megabyte, refresh: 'seen' },
  { name: 'board', path: '/api/v1/hazards/board', max_age: 7 * day, max_bytes: 2 * megabyte, refresh: 'contact', every: 30 * minute },
  { name: 'duties', path: '/api/v1/coverage/my', max_age: 30 * day, max_bytes: 512 * kilobyte, refresh: 'contact', every: 30 * minute },
  { name: 'coverage-now', path: '/api/v1/coverage/now', max_age: 7 * day, max_bytes: 512 * kilobyte, refresh: 'seen' },
  { name: 'coverage-matrix', path: '/api/v1/coverage/matrix', max_age: 30 * day, max_bytes: 2 * megabyte, refresh: 'seen' },
  { name: 'coverage-rules', path: '/api/v1/coverage/rules', max_age: 90 * day, max_bytes: 512 * kilobyte, refresh: 'seen' },
  { name: 'coverage-periods', path: '/api/v1/coverage/periods', max_age: 30 * day, max_bytes: 512 * kilobyte, refresh: 'seen' },
  { name: 'months', path: '/api/v1/coverage/months', max_age: 30 * day, max_bytes: 64 * kilobyte, refresh: 'seen' },
  { name: 'month-plan', path: '/api/v1/coverage/months/{id}', max_age: 30 * day, max_bytes: 2 * megabyte, refresh: 'seen' },
  { name: 'hazard', path: '/api/v1/hazards/{id}', max_age: 30 * day, max_bytes: 256 * kilobyte, refresh: 'seen' },
  { name: 'timeline', path: '/api/v1/hazards/{id}/timeline', max_age: 30 * day, max_bytes: 512 * kilobyte, refresh: 'seen' },
  { name: 'place', path: '/api/v1/places/{id}', max_age: 30 * day, max_bytes: 256 * kilobyte, refresh: 'seen' },
  { name: 'zones', path: '/api/v1/zones', max_age: 30 * day, max_bytes: 2 * megabyte, refresh: 'contact', every: 30 * minute },
  { name: 'my-zones', path: '/api/v1/zones/mine', max_age: 30 * day, max_bytes: 512 * kilobyte, refresh: 'contact', every: 30 * minute },
  { name: 'posting', path: '/api/v1/zones/posting', max_age: 30 * day, max_bytes: 2 * megabyte, refresh: 'contact', every: hour },
  { name: 'zone', path: '/api/v1/zones/{id}', max_age: 30 * day, max_bytes: 512 * kilobyte, refresh: 'seen' },
  { name: 'claims', path: '/api/v1/zones/{id}/claims', max_age: 30 * day, max_bytes: 256 * kilobyte, refresh: 'seen' },
  { name: 'zone-history', path: '/api/v1/zones/{id}/history', max_age: 30 * day, max_bytes: 512 * kilobyte, refresh: 'seen' },
  { name: 'attention', path: '/api/v1/zones/attention', max_age: 7 * day, max_bytes: 256 * kilobyte, refresh: 'seen' },
  { name: 'checklists', path: '/api/v1/checklists', max_age: 90 * day, max_bytes: 2 * megabyte, refresh: 'contact', every: hour },
  { name: 'checklist', path: '/api/v1/checklists/{id}', max_age: 90 * day, max_bytes: 512 * kilobyte, refresh: 'seen' },
  { name: 'inspection-rules', path: '/api/v1/rules/inspections', max_age: 90 * day, max_bytes: 256 * kilobyte, refresh: 'seen' },
  { name: 'due', path: '/api/v1/inspections/due', max_age: 7 * day, max_bytes: 1 * megabyte, refresh: 'contact', every: 10 * minute },
  { name: 'scores', path: '/api/v1/inspections/scores', max_age: 7 * day, max_bytes: 512 * kilobyte, refresh: 'contact', every: 30 * minute },
  { name: 'rounds', path: '/api/v1/inspections/rounds', max_age: 30 * day, max_bytes: 2 * megabyte, refresh: 'seen' },
  { name: 'inspections', path: '/api/v1/inspections', max_age: 30 * day, max_bytes: 512 * kilobyte, refresh: 'contact', every: 30 * minute },
  { name: 'inspection', path: '/api/v1/inspections/{id}', max_age: 30 * day, max_bytes: 512 * kilobyte, refresh: 'seen' },
  { name: 'picture', path: '/api/v1/attachments/{id}', max_age: 30 * day, max_bytes: 2 * megabyte, refresh: 'seen' },
]

/** The list of hazards is kept as records, so that it can be filtered without the server. */
export const shelf = { name: 'hazards', path: '/api/v1/hazards', most: 2000, max_age: 30 * day, every: 20 * minute }

/** All kept answers of everybody on this device together; the ones unused longest go first. */
export const budget = 96 * megabyte

const patterns = keptAnswers.map((one) => ({ rule: one, pattern: new RegExp(`^${one.path.replace(/\{[a-z]+\}/g, '[^/]+')}$`) }))
/** How the answer to this address is kept; undefined: not at all. */
export function ruleFor(address: string): kept_answer | undefined {
  const path = address.split('?')[0] ?? ''
  // The exact path first: /hazards/board is no hazard named board.
  return keptAnswers.find((one) => one.path === path) ?? patterns.find((one) => one.pattern.test(path))?.rule
}
