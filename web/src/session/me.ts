import { shallowRef } from 'vue'
import type { session } from '@/api/types'

/** Whose place is open in this window: who they are and what they may. */
export const me = shallowRef<session>()
