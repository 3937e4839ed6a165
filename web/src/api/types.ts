// The API as the web app sees it. Written by hand until the server's openapi.json gives
// schema.d.ts; nothing else in the app knows where these types come from.

export type id = string
export type instant = string
export type date = string
export type language = 'zh' | 'en'

export interface named_code { code: string; zh: string; en: string }
export interface national_code extends named_code { national: number }
export interface codes {
  levels: national_code[]
  professions: national_code[]
  inspection_types: national_code[]
  major_categories: national_code[]
  roles: named_code[]
  hazard_states: named_code[]
  certificates?: named_code[]
}

export interface section { id: id; name: string; mine?: string; shift_system?: string }
export interface crew { id: id; section: id; name: string; kind?: string }
export interface post { id: id; section: id; name: string; code: string; key: boolean; certificates?: string[] }
export interface person {
  id: id; section: id; crew?: id; name: string; number: string; member: boolean; posts: id[]; active: boolean; phone?: string
}
export interface point { x: number; y: number }
export type place_kind = 'mine' | 'roadway' | 'gateway' | 'chamber' | 'heading'
export interface place {
  id: id; section: id; parent?: id; kind: place_kind; name: string; code: string
  length_m?: number; from?: point; to?: point; twin?: id
}
export interface risk_point { id: id; place: id; name: string; risk_level: number }
export interface places { places: place[]; risk_points: risk_point[] }
export interface directory { sections: section[]; crews: crew[]; posts: post[]; persons: person[]; places?: place[] }
export type colour = 'red' | 'orange' | 'yellow' | 'blue'
export interface place_colour { place: id; colour: colour; open: number }

export interface session {
  person: id; name: string; account: string; section: id; roles: string[]; permissions: string[]; language: language
}

export interface shift { date: date; number: number; name_zh: string; name_en: string; begins: instant; ends: instant; maintenance: boolean }
export interface shift_now { now: instant; section: id; shift_system: string; shift: shift; crew_on: id[]; next: shift }
export type to_do_kind = 'rectify' | 'accept' | 'verify' | 'assign' | 'extension' | 'settle'
export interface to_do { kind: to_do_kind; hazard: hazard; due?: instant; overdue: boolean }
export interface my {
  now: instant; shift: shift; next: shift; crew_on_shift: id[]; on_shift: boolean; to_do: to_do[]
  counts: { open: number; overdue: number; reported_today: number; closed_today: number; major_open: number }
  my_reports: hazard[]
}

export const hazard_states = ['reported', 'verified', 'assigned', 'rectifying', 'rectified', 'accepted', 'closed', 'archived', 'rejected'] as const
export type hazard_state = (typeof hazard_states)[number]
export interface photo { id: id; media_type: string }
export interface fixes { responsible: id; measure: string; funds: number; deadline: instant; contingency: string; stop_work: boolean }
export interface extension {
  asked_by: id; asked_at: instant; until: instant; reason: string; outcome: 'asked' | 'granted' | 'refused'
  decided_by?: id; decided_at?: instant; note?: string
}
export interface contested { node: id; seq: number; kind: string; reason: string }
export interface hazard {
  id: id; code: string; stamp: string; section: id; place: id; risk_point?: id
  profession: string; inspection_type: string; description: string
  level: string; national_level: number; major_category?: number
  state: hazard_state; suspended: boolean; overdue: boolean; alarms_raised: number; next_alarm_at?: instant
  supervised?: { by_level: string; since: instant }
  reporter: id; reported_at: instant; recorded_at: instant; shift?: { date: date; number: number }
  on_the_spot: boolean; photos: photo[]; fixes?: fixes
  rectification?: { by: id; at: instant; measures: string; photos: photo[] }
  acceptance?: { by: id; at: instant; note?: string; photos: photo[] }
  sent_back: number; extensions: extension[]; rejected_reason?: string; repeats: id[]
  comments: { by: id; at: instant; text: string; photos: photo[] }[]
  contested: contested[]; closed_at?: instant
}
export interface fact {
  node: id; seq: number; clock: string; kind: string; body: Record<string, unknown>; actor?: id; device?: id
  observed_at: instant; recorded_at: instant; received_at?: instant; contested?: string
  subject?: id; subject_kind?: string; command_id?: id; previous_hash?: string; hash?: string
}
export interface similar_hazard { id: id; code: string; description: string; place: id; state: hazard_state; measures?: string; likeness: number }
export interface board_column { state: hazard_state; count: number; items: hazard[] }
export interface page<T> { items: T[]; next?: string }

export interface hazard_filter {
  state?: string; place?: string; section?: string; level?: string; responsible?: string; reporter?: string
  overdue?: boolean; open?: boolean; text?: string; sort?: 'newest' | 'deadline'; limit?: number; cursor?: string
}

export interface attachment { id: id; media_type: string; size: number; width?: number; height?: number }

export interface problem_error { code: string; pointer: string; detail: string }
export interface problem {
  type?: string; title: string; status: number; detail?: string; code: string; request_id?: string; errors?: problem_error[]
}
export interface change { subject_kind: string; subject: id; version?: number; section?: id }

// openapi-fetch reads paths in the shape that openapi-typescript writes.
interface read<Answer, Query = never, Path = never> {
  get: {
    parameters: { query?: Query; path: Path; header?: never; cookie?: never }
    responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': Answer } } }
  }
}
interface read_plain<Answer, Query = never> {
  get: {
    parameters: { query?: Query; path?: never; header?: never; cookie?: never }
    responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': Answer } } }
  }
}
export interface paths {
  '/session': read_plain<session>
  '/directory': read_plain<directory>
  '/codes': read_plain<codes>
  '/shift': read_plain<shift_now>
  '/my': read_plain<my>
  '/hazards': read_plain<page<hazard>, hazard_filter>
  '/hazards/board': read_plain<{ columns: board_column[] }, { place?: string }>
  '/hazards/similar': read_plain<{ items: similar_hazard[] }, { text: string; place?: string }>
  '/hazards/{id}': read<hazard, { known_at?: instant }, { id: id }>
  '/hazards/{id}/timeline': read<{ items: fact[] }, never, { id: id }>
  '/places': read_plain<places, { section?: string }>
  '/places/colours': read_plain<{ items: place_colour[] }, { section?: string }>
}
