import type { id, instant, stamp } from '@/api/types'

// PROVISIONAL until the server's description is merged.
export type verdict = 'good' | 'poor' | 'not_applicable'
export type inspector = 'mine_head' | 'deputy_mine_head' | 'safety_inspector' | 'section_chief' | 'crew_leader' | 'post_worker'
export type period_kind = 'shift' | 'day' | 'ten_day' | 'month' | 'any'
export type scope = 'section' | 'crew' | 'zone'
export type round_state = 'open' | 'done' | 'late' | 'missed' | 'excused'
export type presence_proof = 'none' | 'proved' | 'elsewhere' | 'other_time'
export interface checklist_item { code: string; group_zh: string; group_en: string; text_zh: string; text_en: string; points: number; lost_each?: number; zeroing: boolean }
export interface checklist { id: id; edition: number; retired: boolean; name_zh: string; name_en: string; items: checklist_item[] }
export interface mark { item: string; verdict: verdict; finds?: number; note?: string; photos: string[]; hazard?: id }
export interface valued_mark extends mark { points: number; lost_each: number; zeroing: boolean }
export interface presence { plate: id; at: instant }
export interface score { earned: number; possible: number; percent: number }
export interface inspection {
  kind: 'periodic' | 'spot'; rhythm?: string; crew?: id; place: id; zone?: id; checklist: id; checklist_edition: number; presence?: presence; began: instant; finished: instant; note?: string
  id: id; section: id; recorded: stamp; marks: valued_mark[]; items: number; points: number; proof: presence_proof; shift: { date: string; number: number }; zones: id[]
  holders: { zone: id; tenure: id; person: id }[]; score?: score; poor: number; voided?: stamp & { reason: string }
}
export interface alarm { at: instant; to: string }
export interface round {
  rhythm: string; by: inspector; scope: scope; crew?: id; zone?: id; period: string; from: instant; until: instant; written_plan: boolean
  id: id; section: id; state: round_state; plan?: stamp & { text: string }; done: (stamp & { inspection: id; at: instant })[]; missed?: instant; excused?: stamp & { reason: string }
  alarms: alarm[]; alarms_raised: number; last_alarm?: alarm
}
export interface rung { minutes: number; shifts: number; to: string }
export interface rhythm { code: string; zh: string; en: string; by: inspector; period: period_kind; scope: scope; written_plan: boolean; ladder: rung[] }
export interface rulebook { version: number; rhythms: rhythm[]; half_life_days: number; stale_days: number; shift_minutes: number }
export interface brief {
  id: id; kind: inspection['kind']; rhythm?: string; place: id; zones: id[]; checklist: id; checklist_edition: number; by: id; began: instant; finished: instant; proof: presence_proof
  score?: score; poor: number; hazards: number; looked_at: number; items: number; voided: boolean
}
export interface due_round {
  rhythm: string; by: inspector; scope: scope; crew?: id; zone?: id; period: string; from: instant; until: instant; written_plan: boolean
  id: id; section: id; name_zh: string; name_en: string; due: 'overdue' | 'now' | 'soon'; mine: boolean; planned: boolean; alarms: alarm[]; alarms_raised: number; last_alarm?: alarm
}
export interface due_list { now: instant; items: due_round[]; at_any_time: rhythm[] }
export interface round_cell { id: id; rhythm: string; period: string; from: instant; until: instant; crew?: id; zone?: id; state: round_state; written_plan: boolean; planned: boolean; inspection?: id }
export interface round_count { rhythm: string; open: number; done: number; late: number; missed: number; excused: number }
export interface round_month { month: string; items: round_cell[]; counts: round_count[] }
export interface zone_score { zone: id; percent?: number; inspections: number; newest?: instant; age_hours?: number; change?: number; recent: { inspection: id; at: instant; percent: number }[] }
export interface zone_score_list { now: instant; half_life_days: number; stale_days: number; items: zone_score[] }
