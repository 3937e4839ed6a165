// Short names for the types that are generated from the server's openapi.json (schema.d.ts).

import type { components, paths } from './schema'

type schemas = components['schemas']

export type id = string
export type instant = string
export type language = schemas['language']

export type session = schemas['session_info']
export type permission = schemas['permission']
export type codes = schemas['code_book']
export type coded = schemas['coded']

export type directory = schemas['directory']
export type section = schemas['directory_section']
export type crew = schemas['directory_crew']
export type post = schemas['directory_post']
export type person = schemas['directory_person']

export type places = schemas['drawing']
export type place = schemas['drawn_place']
export type point = schemas['point']
export type colour = schemas['risk_colour']
export type place_colour = schemas['coloured_place']

export type shift = schemas['shift_view']
export type my_shift = schemas['my_shift']

export type hazard_record = schemas['hazard']
export type certificate_gap = schemas['certificate_gap']
export type hazard_state = schemas['hazard_state']
export type stamp = schemas['stamp']
export type similar_hazard = schemas['similar_hazard']
export type hazard_filter = NonNullable<paths['/api/v1/hazards']['get']['parameters']['query']>
export type attachment = schemas['attachment']

/** A fact as the timeline shows it; its body has the fields of its kind. */
export type fact = Omit<schemas['timeline_item'], 'body'> & { body: Record<string, unknown> }

export type problem = Pick<schemas['problem_document'], 'title' | 'status' | 'code'> & Partial<schemas['problem_document']>

export interface change { subject_kind: string; subject: id; version?: number; section?: id }
