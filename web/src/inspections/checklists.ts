import { computed, type ComputedRef } from 'vue'
import { answer, read } from '@/api/client'
import { useResource, type Resource } from '@/api/resource'
import { checklistsNow } from './known'
import type { checklist } from './types'

/** The checklists in use. */
export function useChecklistResource(): Resource<checklist[]> {
  return useResource('checklists', async () => {
    const { items } = await answer(read.GET('/api/v1/checklists'))
    checklistsNow.value = items
    return items
  }, (changed) => changed.subject_kind === 'checklist')
}
export function useChecklists(): ComputedRef<checklist[]> {
  const found = useChecklistResource()
  return computed(() => found.data.value ?? [])
}
