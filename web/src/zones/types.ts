import type { id, instant, stamp } from '@/api/types'

// PROVISIONAL until the server's description is merged.
export interface suspension { from: instant; until?: instant; reason: string }
export interface tenure {
  id: id; person: id; how: 'appointed' | 'claimed'; from: instant; until?: instant; began: stamp; reason?: string; ended?: stamp; end_reason?: string
  published?: stamp; promise?: string; suspensions: suspension[]
}
export type claim_state = 'open' | 'granted' | 'refused' | 'withdrawn'
export interface claim { id: id; person: id; promise: string; reason?: string; made: stamp; state: claim_state; decided?: stamp; decision?: string }
export type zone_basis = 'crew' | 'post' | 'heading'
export type zone_kind = 'zone' | 'demonstration_post' | 'pioneer_post'
export interface zone_description {
  basis: zone_basis; kind: zone_kind; name: string; code: string; places: id[]; crew?: id; post?: id; duties: string[]; checklist?: id
  qualification?: string; members_only: boolean; holders_least: number; holders_most: number
}
export interface zone_dispute extends stamp { node: id; seq: number; step: string; reason: string; body: string; outcome?: 'kept' | 'taken'; settled?: stamp; settlement_reason?: string }
export interface zone extends zone_description {
  id: id; section: id; active: boolean; drawings: unknown[]; retired_reason?: string; tenures: tenure[]; claims: claim[]; disputes: zone_dispute[]; version: number
}
export interface ranked_claim {
  claim: claim; rank: number; works_in_crew: boolean; holds_post: boolean; qualified: boolean; zones_held: number; claimed_at: instant; behind?: ground_code; eligible: boolean
}
export type ground_code = 'works_in_crew' | 'holds_post' | 'qualified' | 'zones_held' | 'claimed_first'
export interface zone_holder { tenure: id; person: id; how: tenure['how']; from: instant; until?: instant; is_suspended: boolean; is_published: boolean; promise?: string }
export interface zone_card extends zone_description {
  id: id; section: id; version: number; active: boolean; plate_code: string; holders: zone_holder[]; vacancies: number; open_claims: number; is_disputed: boolean
}
export interface my_zone { zone: zone_card; holds_now: boolean; tenures: tenure[]; claims: claim[] }
export interface posted_holder { tenure: id; person: id; name: string; picture?: string; how: tenure['how']; from: instant; published_at: instant; promise?: string }
export interface posted_zone { id: id; section: id; kind: zone_kind; basis: zone_basis; name: string; code: string; places: id[]; crew?: id; post?: id; duties: string[]; holders: posted_holder[] }
export interface zone_posting { now: instant; items: posted_zone[] }
export interface attention { what: string; zone?: id; crew?: id; tenure?: id; person?: id; place?: id; certificate?: string; expires?: string; count?: number }
