import type { components } from '@/api/schema'

// Short names for what the server says of zones.

type schemas = components['schemas']

export type zone_basis = schemas['zone_basis']
export type zone_kind = schemas['zone_kind']
export type tenure = schemas['tenure']
export type claim = schemas['claim']
export type zone_dispute = schemas['zones_dispute']
/** With the version of the record. */
export type zone = schemas['zone_record']
export type zone_card = schemas['zone_card']
export type zone_holder = schemas['zone_holder']
export type ranked_claim = schemas['ranked_claim']
export type ground_code = schemas['ground_code']
export type my_zone = schemas['my_zone']
export type posted_zone = schemas['posted_zone']
export type attention = schemas['attention']
