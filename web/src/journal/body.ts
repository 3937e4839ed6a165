// The body of a fact as lines of label and value, whatever its kind: a journal that shows only what
// a screen expects would hide the rest.

export type told =
  | { as: 'nothing' } | { as: 'yes'; value: boolean } | { as: 'text' | 'code' | 'moment' | 'date' | 'id' | 'hash'; value: string } | { as: 'number'; value: number }
export interface body_line { path: string[]; value: told }

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/
const date = /^\d{4}-\d{2}-\d{2}$/
const hash = /^[0-9a-f]{64}$/
const code = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/

function tell(value: unknown): told {
  if (value === null || value === undefined || value === '') return { as: 'nothing' }
  if (typeof value === 'boolean') return { as: 'yes', value }
  if (typeof value === 'number') return { as: 'number', value }
  const text = String(value)
  if (uuid.test(text)) return { as: 'id', value: text }
  if (instant.test(text)) return { as: 'moment', value: text }
  if (date.test(text)) return { as: 'date', value: text }
  if (hash.test(text)) return { as: 'hash', value: text }
  return { as: code.test(text) ? 'code' : 'text', value: text }
}

/** Lists of plain values become one line per value under one label; the label is told once. */
export function bodyLines(body: unknown, path: string[] = []): body_line[] {
  if (Array.isArray(body)) {
    if (body.length === 0) return [{ path, value: { as: 'nothing' } }]
    return body.flatMap((one: unknown, index) => bodyLines(one, typeof one === 'object' && one !== null ? [...path, String(index + 1)] : path))
  }
  if (typeof body === 'object' && body !== null) return Object.entries(body).flatMap(([key, value]) => bodyLines(value, [...path, key]))
  return [{ path, value: tell(body) }]
}

/** Whether the newer of two facts of one node stands right upon the older: undefined when they are not neighbours. */
export interface link_of_chain { node: string; seq: number; previous_hash: string; hash: string }
export function linked(newer: link_of_chain, older: link_of_chain | undefined): boolean | undefined {
  if (!older || newer.node !== older.node || newer.seq !== older.seq + 1) return undefined
  return newer.previous_hash === older.hash
}

/** `hazard.reported` → hazard, reported. */
export function kindParts(kind: string): [string, string] {
  const dot = kind.indexOf('.')
  return dot < 0 ? ['', kind] : [kind.slice(0, dot), kind.slice(dot + 1)]
}

/** Server clock minus device clock, in milliseconds: positive when the device was behind or sent late. */
export function apart(one: { observed_at: string; recorded_at: string }): number {
  return new Date(one.recorded_at).getTime() - new Date(one.observed_at).getTime()
}

export const nobody = '00000000-0000-0000-0000-000000000000'
