import type { certificate, date, exception_kind } from '@/api/administration'
import type { colour, id, instant, shift, stamp } from '@/api/types'
export type demand_kind = 'crew_member' | 'key_post' | 'key_area' | 'special' | 'technology'
export type extra_who = 'member' | 'cadre' | 'post' | 'certificate' | 'anybody'
export type addressee = 'responsible' | 'crew_leader' | 'section_chief' | 'deputy_mine_head' | 'mine_head'
export interface alarm { at: instant; to: addressee }
export interface rung { minutes: number; shifts: number; to: addressee }
export interface demand_subject { kind: demand_kind; crew?: id; post?: id; zone?: id; technology?: string; who?: extra_who; certificate?: certificate['code']; period?: id; trigger?: string }
export type urgency = 'now' | 'next_shift' | 'this_week' | 'later'
export interface gap_ladder { gap: id; noticed_at: instant; raised: alarm[]; next?: alarm }
export interface gap_item { demand: string; about: demand_subject; date?: date; shift?: number; begins: instant; ends: instant; when: urgency; present: number; needed: number; hard: boolean; accepted: boolean; planned: boolean; missing: id[]; ladder?: gap_ladder }
export interface expiry_notice { person: id; post: id; certificate: certificate['code']; expires: date; first_uncovered?: date }
export interface rotation_notice { crew: id; flaw: 'rest' | 'consecutive' | 'shifts' | 'nights'; date?: date; limit: number; found: number }
export type period_kind = 'holiday' | 'fault_crossing' | 'roof' | 'gas' | 'water' | 'other'
export type trigger_kind = 'holiday' | 'colour' | 'major_hazard' | 'measured'
export type need_kind = 'off' | 'soft' | 'hard'
export interface extra_demand { who: extra_who; post?: id; certificate?: certificate['code']; least: number; need: need_kind; shifts: number[] }
export interface period_item { id?: id; trigger?: string; kind: period_kind; on?: trigger_kind; from: date; until: date; places: id[]; demands: extra_demand[]; name_zh?: string; name_en?: string; reason?: string }
export interface gap_counts { now: number; next_shift: number; this_week: number; later: number }
export interface coverage_now { now: instant; section: id; shift: shift; next: shift; until: date; counts: gap_counts; gaps: gap_item[]; expiring: expiry_notice[]; rotation: rotation_notice[]; periods: period_item[] }
export interface shift_column { number: number; name_zh: string; name_en: string; begins_minute: number; maintenance: boolean }
export type cell_state = 'covered' | 'soft_gap' | 'hard_gap' | 'accepted'
export interface matrix_cell { day: number; shift: number; needed: number; present: number; state: cell_state; who: number[] }
export interface served_row { row: string; about: demand_subject; hard: boolean; cells: matrix_cell[] }
export interface coverage_matrix { section: id; month: string; first: date; days: number; published: boolean; plan?: id; shifts: shift_column[]; persons: id[]; rows: served_row[] }
export type hindrance = 'on_leave' | 'certificate_not_valid' | 'bound_elsewhere' | 'covers_another' | 'on_another_shift' | 'must_rest'
export interface obstacle_item { person: id; why: hindrance; demand?: string; about?: demand_subject; shift?: number }
export type remedy_kind = 'certificate' | 'leave_day' | 'swap' | 'release'
export interface remedy_item { kind: remedy_kind; person: id; date: date; post?: id; certificates: certificate['code'][]; shift?: number }
export interface remedy_list { steps: remedy_item[] }
export interface conflict_demand { demand: string; about: demand_subject; date: date; shift: number; needed: number; given_up: boolean; obstacles: obstacle_item[] }
export interface conflict_item { demands: conflict_demand[]; persons: id[]; remedies: remedy_list[] }
export interface occupation { shift: number; demand?: string }
export interface month_change { person: id; date: date; before?: occupation; after?: occupation }
export interface named_change extends month_change { covers?: string; about?: demand_subject }
export interface open_demand { demand: string; about: demand_subject; date: date; shift: number; present: number; needed: number }
export interface repair_item { changes: named_change[]; price: number; gaps: open_demand[] }
export interface repair_list { month_plan: id; month: string; from: date; until: date; items: repair_item[] }
export interface cell_answer { demand: string; about: demand_subject; date: date; shift?: shift; present: number; needed: number; state: cell_state; covered_by: id[]; obstacles: obstacle_item[]; repairs: repair_item[]; remedies: remedy_list[] }
export type job_state = 'running' | 'done' | 'cancelled' | 'failed'
export type plan_phase = 'searching' | 'explaining' | 'improving' | 'bounding' | 'done'
export interface duty { demand: string; person: id; days: number[] }
export interface swap { person: id; date: date; shift: number }
export interface plan_result { covered: boolean; explained: boolean; cost: number; bound?: number; duties: duty[]; swaps: swap[]; gaps: open_demand[]; soft_gaps: open_demand[]; conflicts: conflict_item[]; changes: named_change[]; expiring: expiry_notice[]; rotation: rotation_notice[] }
export interface plan_job { id: id; section: id; month: string; asked_by: id; asked_at: instant; ended_at?: instant; seed: number; state: job_state; phase: plan_phase; broken: number; missing: number; cost: number; result?: plan_result }
export interface month_item { id: id; section: id; month: string; published: boolean; published_at?: instant; changed_at?: instant; gaps_accepted: number; version: number }
export interface accepted_gap { demand: string; days: number[] }
export interface absence_note { person: id; from: date; until: date; kind: exception_kind }
export interface my_day { shift: shift; demand?: string; about?: demand_subject; swapped: boolean }
export interface my_change extends month_change { at: instant; reason: string; about?: demand_subject }
export interface my_coverage { days: my_day[]; changes: my_change[]; gaps: gap_item[] }
export interface crew_exception { crew: id; need: need_kind; least: number }
export interface post_exception { post: id; need: need_kind; least: number; shifts: number[] }
export interface zone_exception { zone: id; need: need_kind; least: number; shifts: number[] }
export interface holiday { from: date; until: date; zh: string; en: string }
export interface trigger_rule { code: string; on: trigger_kind; colour?: colour; series?: string; at_least?: number; in_a_row?: number; days: number; demands: extra_demand[] }
export interface technology_rule { code: string; zh: string; en: string; masters: id[]; masters_least: number; on_call_least: number; need: need_kind }
export interface coverage_rules {
  version: number; crews: { need: need_kind; least: number; except: crew_exception[] }; posts: { need: need_kind; least: number; maintenance: boolean; except: post_exception[] }
  areas: { need: need_kind; by: 'nobody' | 'cadre' | 'any_member'; maintenance: boolean; except: zone_exception[] }
  holidays: holiday[]; triggers: trigger_rule[]; technologies: technology_rule[]
  limits: { rest_minutes: number; most_consecutive?: number; most_shifts?: number; most_nights?: number }
  weights: { swap: number; cadre: number; soft_gap: number; nights: number }
  ladder: rung[]; notice_days: number; shift_minutes: number
}
export interface special_period { id: id; kind: period_kind; from: date; until: date; places: id[]; demands: extra_demand[]; reason: string; source?: string; declared?: stamp; ended?: stamp; end_reason?: string }
export interface recorded_change { stamp: stamp; reason: string; absence?: absence_note; changes: month_change[] }
export interface month_plan { id: id; section: id; month: string; duties: duty[]; swaps: swap[]; gaps_accepted: accepted_gap[]; reason?: string; seed?: number; published?: stamp; changes: recorded_change[]; version: number }
