// What those who look after people, places, accounts, files and the journal read.

import type { date, id, instant, named_code, page, place, read, read_plain } from './types'

export interface people_codes {
  crew_kinds: named_code[]; posts: named_code[]; certificates: named_code[]; exceptions: named_code[]; shifts: named_code[]
}
export interface identity { name: string; number: string; phone?: string }
export interface certificate { code: string; expires: date }
export const exception_kinds = ['leave', 'sick', 'training', 'swap_to_shift'] as const
export type exception_kind = (typeof exception_kinds)[number]
export interface roster_exception { date: date; kind: exception_kind; shift?: number }
export interface person_record {
  id: id; version: number; section: id; crew?: id; posts: id[]; member: boolean; active: boolean
  certificates: certificate[]; exceptions: roster_exception[]
  /** Absent: who the person was has been erased. */
  identity?: identity
  certificate_numbers: { code: string; number: string }[]
}
/** From `from` on, day i works shift pattern[i mod n]; 0 is rest. */
export interface rotation { from: date; pattern: number[] }
export interface crew_record { id: id; version: number; section: id; name: string; kind: string; active: boolean; rotations: rotation[] }
export type shift_name = 'morning' | 'afternoon' | 'evening' | 'night'
/** `starts_minute` counts from 00:00 of the shift date; negative: the evening before. */
export interface shift_definition { name: shift_name; starts_minute: number; maintenance: boolean }
export interface shift_period { from: date; system: { shifts: shift_definition[] } }
export interface section_record { id: id; version: number; name: string; shift_systems: shift_period[] }
export interface roster_shift { number: number; crews: id[]; persons: id[] }
export interface roster_day { date: date; shifts: roster_shift[] }
export interface listed_exception extends roster_exception { person: id }
export interface roster { section: id; days: roster_day[]; exceptions: listed_exception[] }

export interface place_record extends place { version: number; open: boolean }

export type account_state = 'unopened' | 'open' | 'locked' | 'closed'
export interface account { id: id; person: id; section: id; account: string; roles: string[]; state: account_state }
/** `token` is there once, in the answer that makes it. */
export interface token { id: id; name: string; created_at: instant; expires_at: instant; token?: string }

export interface journal_fact {
  node: id; seq: number; clock: number; section?: id; subject: id; subject_kind: string; kind: string; body: Record<string, unknown>
  actor?: id; device?: id; command?: id; observed_at: instant; recorded_at: instant; received_at?: instant; previous_hash: string; hash: string
}
export interface journal_filter { node?: id; subject?: id; kind?: string; actor?: id; limit?: number; cursor?: string }
export interface node_end { node: id; name: string; facts: number; last_hash: string }
export interface verification {
  clean: boolean; nodes: number; facts: number; subjects: number; findings_total: number; findings: { where: string; what: string }[]
}

export interface administration_paths {
  '/people/codes': read_plain<people_codes>
  '/people/persons/{id}': read<person_record, never, { id: id }>
  '/people/crews/{id}': read<crew_record, never, { id: id }>
  '/people/sections/{id}': read<section_record, never, { id: id }>
  '/roster': read_plain<roster, { section?: id; from?: date; to?: date }>
  '/places/{id}': read<place_record, never, { id: id }>
  '/accounts': read_plain<page<account>>
  '/tokens': read_plain<page<token>>
  '/journal': read_plain<page<journal_fact>, journal_filter>
  '/journal/nodes': read_plain<{ items: node_end[] }>
  '/journal/verification': read_plain<verification>
}
