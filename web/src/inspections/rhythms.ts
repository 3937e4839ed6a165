import { computed } from 'vue'
import { answer, read } from '@/api/client'
import { useResource } from '@/api/resource'
import { useTexts } from '@/texts'

/** The mine's rhythms of inspection: who inspects when. */
export function useRhythms() {
  const { language } = useTexts()
  const rules = useResource('inspection rules', () => answer(read.GET('/api/v1/rules/inspections')), (changed) => changed.subject_kind === 'inspection_rules')
  const byCode = computed(() => new Map((rules.data.value?.rhythms ?? []).map((one) => [one.code as string, one])))
  return { rules, rhythmName: (code?: string): string => (code ? (byCode.value.get(code)?.[language.value] ?? code) : '') }
}
