import { computed, reactive, ref, watch, type Ref } from 'vue'
import { useDirectory } from '@/api/directory'
import { voiceMarks, type picked_voice } from '@/capture/voice'
import { blobsOf, marksOf, type picked_photo } from '@/design/photos'
import { useTexts } from '@/texts'

/** What a person fills in for a report; only the place and something seen, said or written must be there. */
export function useReportForm(place: Ref<string | undefined>) {
  const { t } = useTexts()
  const { codes, places } = useDirectory()
  const given = reactive({
    description: '', profession: undefined as string | undefined, inspection: undefined as string | undefined, risk_point: undefined as string | undefined,
    level: undefined as string | undefined, category: undefined as number | undefined, spot: false, measures: '',
  })
  const photos = ref<picked_photo[]>([])
  const voices = ref<picked_voice[]>([])
  const spotPhotos = ref<picked_photo[]>([])

  // Most of what a tunnelling section reports: tunnelling, found at one's own post.
  watch(codes, (tables) => {
    given.profession ??= (tables.professions.find((one) => one.national === 2) ?? tables.professions[0])?.code
    given.inspection ??= (tables.inspection_types.find((one) => one.national === 5) ?? tables.inspection_types[0])?.code
  }, { immediate: true })
  const riskPoints = computed(() => places.value.risk_points.filter((one) => one.place === place.value && one.open))
  watch(place, () => { given.risk_point = undefined })

  const missing = computed(() => {
    if (!given.description.trim() && photos.value.length === 0 && voices.value.length === 0) return t('report.need_something')
    if (given.spot && !given.measures.trim()) return t('report.need_measures')
    const national = codes.value.levels.find((one) => one.code === given.level)?.national
    if (national === 1 && !given.category) return t('report.need_category')
    return ''
  })
  const body = () => ({
    place: place.value, description: given.description.trim(), profession: given.profession, inspection_type: given.inspection, risk_point: given.risk_point,
    level: given.level, major_category: given.category, photos: marksOf(photos.value), ...(voices.value.length ? { voice: voiceMarks(voices.value) } : {}),
    on_the_spot: given.spot ? { measures: given.measures.trim(), photos: marksOf(spotPhotos.value) } : undefined,
  })
  function clear(): void {
    Object.assign(given, { description: '', level: undefined, category: undefined, spot: false, measures: '', risk_point: undefined })
    photos.value = []
    voices.value = []
    spotPhotos.value = []
  }
  return { given, photos, voices, spotPhotos, riskPoints, missing, body, clear, files: () => blobsOf(photos.value, voices.value, given.spot ? spotPhotos.value : []) }
}
export type report_form = ReturnType<typeof useReportForm>
