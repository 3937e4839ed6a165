import { computed, reactive, ref, watch, type Ref } from 'vue'
import { useDirectory } from '@/api/directory'
import { voiceMarks, type picked_voice } from '@/capture/voice'
import { blobsOf, marksOf, type picked_photo } from '@/design/photos'
import { useTexts } from '@/texts'
import { pickedAgain } from '../editing'

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
  watch(place, () => { if (!riskPoints.value.some((one) => one.id === given.risk_point)) given.risk_point = undefined })

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
  /** A refused report as its author left it. */
  function fill(body: Record<string, unknown>, files: ReadonlyMap<string, Blob>): void {
    const text = (value: unknown) => (typeof value === 'string' ? value : undefined)
    const spot = body.on_the_spot as { measures?: string; photos?: unknown } | undefined
    Object.assign(given, {
      description: text(body.description) ?? '', profession: text(body.profession), inspection: text(body.inspection_type), risk_point: text(body.risk_point),
      level: text(body.level), category: body.major_category, spot: spot !== undefined, measures: spot?.measures ?? '',
    })
    photos.value = pickedAgain(body.photos, files)
    voices.value = pickedAgain(body.voice, files).map((one) => ({ ...one, seconds: 0 }))
    spotPhotos.value = pickedAgain(spot?.photos, files)
  }
  function clear(): void {
    Object.assign(given, { description: '', level: undefined, category: undefined, spot: false, measures: '', risk_point: undefined })
    photos.value = []
    voices.value = []
    spotPhotos.value = []
  }
  return { given, photos, voices, spotPhotos, riskPoints, missing, body, fill, clear, files: () => blobsOf(photos.value, voices.value, given.spot ? spotPhotos.value : []) }
}
export type report_form = ReturnType<typeof useReportForm>
