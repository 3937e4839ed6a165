import { base, bodyOf, reach, refused, spoken } from '@/api/client'
import { asProblem } from '@/api/problem'

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

/** The name that the server gives a file, or the one proposed. */
export function fileName(disposition: string | null, proposed: string): string {
  const encoded = disposition?.match(/filename\*=UTF-8''([^;]+)/i)?.[1]
  if (encoded) { try { return decodeURIComponent(encoded) } catch { return proposed } }
  return disposition?.match(/filename="?([^";]+)"?/i)?.[1] ?? proposed
}

/** Fetches an export and hands it to the browser to keep. Throws a Refusal. */
export async function download(file: export_file, about: Record<string, string>): Promise<void> {
  const response = await reach(`${base}/exports/${file.kind}.${file.form}?${new URLSearchParams(about)}`, { headers: { 'Accept-Language': spoken() }, credentials: 'same-origin' })
  if (!response.ok) throw refused(response, asProblem(response.status, await bodyOf(response)))
  const address = URL.createObjectURL(await response.blob())
  const link = document.createElement('a')
  link.href = address
  link.download = fileName(response.headers.get('Content-Disposition'), `${file.kind}.${file.form}`)
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
