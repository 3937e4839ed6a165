import type { date } from '@/api/administration'
import type { matrix_row, slot, standing } from './matrix'
import type { cell_state, coverage_matrix, demand_subject, matrix_cell } from './types'

// The served month as the rows that the tables show. Pure.

export const standingOf: Record<cell_state, standing> = { covered: 'covered', soft_gap: 'soft', hard_gap: 'hard', accepted: 'accepted' }

export interface namer { name: (about: demand_subject) => string; about: (about: demand_subject) => string }

export const dateOf = (month: string, day: number): date => `${month}-${String(day).padStart(2, '0')}`
/** As the server names the demand of a row on a shift; 0: on the whole date. */
export const demandOf = (row: string, shift: number): string => (shift ? `${row}/${shift}` : row)

export function rowsFrom(matrix: coverage_matrix, say: namer): matrix_row[] {
  const slotOf = (row: string, one: matrix_cell): slot => ({
    demand: demandOf(row, one.shift), shift: one.shift, standing: standingOf[one.state], needed: one.needed, present: one.present, persons: one.who.map((at) => matrix.persons[at]).filter((each) => each !== undefined),
  })
  return matrix.rows.map(({ row, about, cells }) => {
    const days = new Map<date, slot[]>()
    for (const one of cells) {
      const date = dateOf(matrix.month, one.day)
      days.set(date, [...(days.get(date) ?? []), slotOf(row, one)])
    }
    return { key: row, kind: about.kind, name: say.name(about), about: say.about(about), days }
  })
}
