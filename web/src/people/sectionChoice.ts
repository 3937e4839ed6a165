import { computed, ref } from 'vue'
import { useDirectory } from '@/api/directory'
import { me } from '@/session/session'

/** One's own section; who belongs to the mine, or sees several, picks one. */
export function useSectionChoice() {
  const { directory } = useDirectory()
  const chosen = ref<string>()
  const sections = computed(() => directory.value.sections)
  const section = computed({
    get: () => chosen.value ?? (sections.value.find((one) => one.id === me.value?.section) ?? sections.value[0])?.id ?? '',
    set: (wanted) => { chosen.value = wanted },
  })
  return { sections, section }
}
