// Short names for what those who look after people, places, accounts and the journal read.

import type { components, paths } from './schema'

type schemas = components['schemas']

export type date = string

/** The journal puts the version in front of every record that it serves. */
type versioned<Record> = Record & { version: number }

export type people_codes = schemas['people_codes']
export type certificate = schemas['certificate']
export type exception_kind = schemas['exception_kind']
export const exception_kinds: exception_kind[] = ['leave', 'sick', 'training', 'swap_to_shift', 'day_off']
export type person_record = schemas['person_record']
export type shift_definition = schemas['shift_definition']
export type shift_name = schemas['shift_name']
export type shift_period = schemas['shift_period']
export type roster = schemas['roster_answer']
export type roster_day = schemas['roster_day']
export type listed_exception = schemas['listed_exception']

export type place_record = versioned<Omit<schemas['drawn_place'], 'plate_code'>>
export type place_kind = schemas['place_kind']
export type risk_point = schemas['risk_point']

export type role = schemas['role']
export type account = schemas['listed_account']
/** `token` is there once, in the answer that makes it. */
export type token = schemas['token_info']

/** A fact with its place in the chain; its body has the fields of its kind. */
export type journal_fact = Omit<schemas['journal_item'], 'body'> & { body: Record<string, unknown> }
export type journal_filter = NonNullable<paths['/api/v1/journal']['get']['parameters']['query']>
export type node_end = schemas['node_item']
export type verification = schemas['verification_answer']
