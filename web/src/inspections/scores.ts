import { computed } from 'vue'
import { answer, read } from '@/api/client'
import { useResource } from '@/api/resource'
import { sectionQuery } from '@/people/sectionQuery'
import { me } from '@/session/session'
import type { zone_score } from './types'

/** The live scores of the section's zones: they change with every inspection, and by themselves as those age. */
export function useScores(section: () => string = () => me.value?.section ?? '') {
  const found = useResource(() => `scores ${section()}`, () => answer(read.GET('/api/v1/inspections/scores', { params: { query: sectionQuery(section()) } })), (changed) => ['inspection', 'zone', 'inspection_rules'].includes(changed.subject_kind))
  const byZone = computed(() => new Map((found.data.value?.items ?? []).map((one) => [one.zone, one])))
  return { scores: found, scoreOfZone: (zone: string): zone_score | undefined => byZone.value.get(zone) }
}
