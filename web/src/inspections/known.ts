import { shallowRef } from 'vue'
import { whenLocked } from '@/vault/vault'
import type { checklist } from './types'

/** The checklists as last read: what is pending is reckoned by them. */
export const checklistsNow = shallowRef<checklist[]>([])
whenLocked(() => { checklistsNow.value = [] })
