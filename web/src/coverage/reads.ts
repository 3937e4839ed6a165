import { answer, read } from '@/api/client'
import type { change } from '@/api/types'
import { localDate } from '@/design/times'
import { addDays } from '@/people/roster'
import type { cell_answer, coverage_matrix, coverage_now, coverage_rules, month_item, month_plan, my_coverage, period_item, plan_job, repair_list } from './types'

// Every reading of the screens of coverage.

/** The special periods that a table of this month or the next may name, in days. */
const periodsBefore = 31
const periodsAfter = 62

export async function readNames(section: string): Promise<{ rules: coverage_rules; periods: period_item[]; zones: { id: string; name: string }[] }> {
  const query = { section }
  const today = localDate(Date.now())
  const [rules, periods, zones] = await Promise.all([
    answer(read.GET('/api/v1/coverage/rules', { params: { query } })), answer(read.GET('/api/v1/coverage/periods', { params: { query: { section, from: addDays(today, -periodsBefore), until: addDays(today, periodsAfter) } } })), answer(read.GET('/api/v1/zones', { params: { query } })),
  ])
  return { rules, periods: periods.items, zones: zones.items }
}
export const readNow = (section?: string): Promise<coverage_now> => answer(read.GET('/api/v1/coverage/now', { params: { query: section ? { section } : {} } }))
export const readMatrix = (section: string, month: string): Promise<coverage_matrix> => answer(read.GET('/api/v1/coverage/matrix', { params: { query: { section, month } } }))
export const readCell = (section: string, demand: string, date: string): Promise<cell_answer> => answer(read.GET('/api/v1/coverage/cell', { params: { query: { section, demand, date } } }))
export const readMonths = (section: string): Promise<{ items: month_item[] }> => answer(read.GET('/api/v1/coverage/months', { params: { query: { section } } }))
export const readMonth = (id: string): Promise<month_plan> => answer(read.GET('/api/v1/coverage/months/{id}', { params: { path: { id } } }))
export const readPlans = (section: string): Promise<{ items: plan_job[] }> => answer(read.GET('/api/v1/coverage/plans', { params: { query: { section } } }))
export const readPlan = (id: string): Promise<plan_job> => answer(read.GET('/api/v1/coverage/plans/{id}', { params: { path: { id } } }))
export const readRepairs = (section: string, person: string, from: string, until: string): Promise<repair_list> => answer(read.GET('/api/v1/coverage/repairs', { params: { query: { section, person, from, until } } }))
export const readMine = (): Promise<my_coverage> => answer(read.GET('/api/v1/coverage/my'))

const kinds = new Set(['person', 'crew', 'post', 'section', 'zone', 'hazard', 'coverage_rules', 'special_period', 'month_plan', 'coverage_gap', 'measured_series'])
/** Whatever may cover a shift or uncover it. */
export const changesCoverage = (changed: change): boolean => kinds.has(changed.subject_kind)
