import { answer, read } from '@/api/client'
import type { change } from '@/api/types'
import type { cell_answer, coverage_matrix, coverage_now, coverage_rules, month_item, month_plan, my_coverage, period_item, plan_job, repair_list } from './types'

const get = <T>(path: string, query: Record<string, unknown> = {}): Promise<T> => answer<T>(read.GET(path as never, { params: { query } } as never) as never)

export async function readNames(section: string): Promise<{ rules: coverage_rules; periods: period_item[]; zones: { id: string; name: string }[] }> {
  const [rules, periods, zones] = await Promise.all([
    get<coverage_rules>('/api/v1/coverage/rules', { section }), get<{ items: period_item[] }>('/api/v1/coverage/periods', { section }), get<{ items: { id: string; name: string }[] }>('/api/v1/zones', { section }),
  ])
  return { rules, periods: periods.items, zones: zones.items }
}
export const readNow = (section?: string): Promise<coverage_now> => get('/api/v1/coverage/now', section ? { section } : {})
export const readMatrix = (section: string, month: string, plan?: string): Promise<coverage_matrix> => get('/api/v1/coverage/matrix', { section, month, ...(plan ? { plan } : {}) })
export const readCell = (section: string, demand: string, date: string): Promise<cell_answer> => get('/api/v1/coverage/cell', { section, demand, date })
export const readMonths = (section: string): Promise<{ items: month_item[] }> => get('/api/v1/coverage/months', { section })
export const readMonth = (id: string): Promise<month_plan> => get(`/api/v1/coverage/months/${id}`)
export const readPlans = (section: string): Promise<{ items: plan_job[] }> => get('/api/v1/coverage/plans', { section })
export const readPlan = (id: string): Promise<plan_job> => get(`/api/v1/coverage/plans/${id}`)
export const readRepairs = (section: string, person: string, from: string, until: string): Promise<repair_list> => get('/api/v1/coverage/repairs', { section, person, from, until })
export const readMine = (): Promise<my_coverage> => get('/api/v1/coverage/my')

const kinds = new Set(['person', 'crew', 'post', 'section', 'zone', 'hazard', 'coverage_rules', 'special_period', 'month_plan', 'coverage_gap', 'measured_series'])
/** Whatever may cover a shift or uncover it. */
export const changesCoverage = (changed: change): boolean => kinds.has(changed.subject_kind)
