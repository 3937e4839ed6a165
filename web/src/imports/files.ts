// Files that come in are read by the server first and change nothing until somebody accepts them.

export const import_kinds = ['people', 'roster', 'places', 'hazards'] as const
export type import_kind = (typeof import_kinds)[number]
export interface import_error { sheet?: string; row: number; column?: string; header?: string; code: string; detail: string }
export interface import_preview {
  /** Absent when there are errors: nothing can be accepted. */
  id?: string
  kind: import_kind; file_name?: string; rows: number; skipped: number; errors_total: number; errors: import_error[]
  /** The first rows as they were understood. */
  sample?: Record<string, unknown>[]
  changes: { added: number; changed: number; unchanged: number }
}

export interface export_file { kind: string; form: 'xlsx' | 'csv' }
export const exports_offered: export_file[] = [
  { kind: 'people', form: 'xlsx' }, { kind: 'people', form: 'csv' }, { kind: 'roster', form: 'xlsx' }, { kind: 'roster', form: 'csv' }, { kind: 'hazards', form: 'xlsx' }, { kind: 'places', form: 'csv' },
]
