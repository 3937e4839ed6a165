import type { hazard_state } from '@/api/types'

/** The states that people see, in the order of the loop. */
export const states = ['reported', 'verified', 'assigned', 'rectifying', 'rectified', 'accepted', 'closed', 'archived', 'rejected'] as const satisfies hazard_state[]
export type shown_state = (typeof states)[number]
