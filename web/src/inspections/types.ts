import type { components } from '@/api/schema'

// Short names for what the server says of inspections.

type schemas = components['schemas']

export type verdict = schemas['verdict']
export type inspector = schemas['inspector']
export type period_kind = schemas['inspections_period_kind']
export type scope = schemas['rhythm_scope']
export type round_state = schemas['round_state']
export type checklist_item = schemas['checklist_item']
export type checklist = schemas['checklist']
export type presence = schemas['plate_scan']
export type valued_mark = schemas['valued_mark']
/** As the phone sends it; what it was worth the server adds. */
export type mark = Omit<valued_mark, 'points' | 'lost_each' | 'zeroing'>
export type score = schemas['inspection_score']
export type inspection = schemas['inspection_record']
export type brief = schemas['inspection_brief']
export type due_round = schemas['due_round']
export type due_list = schemas['due_list']
export type round_cell = schemas['round_cell']
export type rung = schemas['rung']
export type rhythm = schemas['rhythm']
export type rulebook = schemas['inspection_rulebook']
export type zone_score = schemas['zone_score']
