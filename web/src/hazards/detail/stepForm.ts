import { computed, reactive, ref } from 'vue'
import { voiceMarks, type picked_voice } from '@/capture/voice'
import { blobsOf, marksOf, type picked_photo } from '@/design/photos'
import type { hazard } from '../record'
import { pickedAgain } from '../editing'
import { rules, type field, type step } from '../steps'

/** What a person fills in for a step, and the body that comes of it. */
export function useStepForm(hazard: () => hazard, wanted: () => step) {
  const given = reactive({
    note: '', reason: '', measures: '', text: '', level: undefined as string | undefined, category: undefined as number | undefined,
    responsible: undefined as string | undefined, measure: '', yuan: '0', contingency: '', stop_work: false,
    words: '', risk_point: undefined as string | undefined, profession: undefined as string | undefined, inspection: undefined as string | undefined,
    until: undefined as string | undefined, by_level: undefined as string | undefined, requirement: '', repeat_of: undefined as string | undefined,
  })
  const photos = ref<picked_photo[]>([])
  const voices = ref<picked_voice[]>([])

  function begin(): void {
    const one = hazard()
    const fixes = one.fixes
    Object.assign(given, {
      words: one.description, risk_point: one.risk_point, profession: one.profession, inspection: one.inspection_type,
      note: '', reason: '', measures: '', text: '', requirement: '', by_level: undefined, repeat_of: undefined, until: undefined,
      level: wanted() === 'grade' ? one.level : undefined, category: wanted() === 'grade' ? one.major_category : undefined,
      responsible: fixes?.responsible, measure: fixes?.measure ?? '', yuan: fixes ? String(fixes.funds / 100) : '0', contingency: fixes?.contingency ?? '',
      stop_work: fixes?.stop_work ?? one.national_level === 1,
    })
    if (wanted() === 'assign') given.until = one.due
    if (wanted() === 'extension_grant') given.until = one.extensions.at(-1)?.until
    photos.value = []
    voices.value = []
  }

  /** A refused step as its author left it. */
  function fill(body: Record<string, unknown>, files: ReadonlyMap<string, Blob>): void {
    const moment = body.until ?? body.deadline
    const said = { ...body, words: body.description, inspection: body.inspection_type, category: body.major_category, until: moment, yuan: typeof body.funds === 'number' ? String(body.funds / 100) : undefined }
    Object.assign(given, Object.fromEntries(Object.entries(said).filter(([key, value]) => key in given && value !== undefined && value !== null)))
    photos.value = pickedAgain(body.photos, files)
    voices.value = pickedAgain(body.voice, files).map((one) => ({ ...one, seconds: 0 }))
  }

  const text = (value: string) => value.trim() || undefined
  const fen = () => Math.round(Number(given.yuan.replace(/,/g, '')) * 100)
  const parts: Record<field, () => Record<string, unknown>> = {
    words: () => ({ description: text(given.words) }),
    risk_point: () => ({ risk_point: given.risk_point ?? undefined }),
    kind_codes: () => ({ profession: given.profession, inspection_type: given.inspection }),
    note: () => ({ note: text(given.note) }),
    reason: () => ({ reason: text(given.reason) }),
    measures: () => ({ measures: text(given.measures) }),
    text: () => ({ text: text(given.text) }),
    photos: () => ({ photos: marksOf(photos.value) }),
    voice: () => (voices.value.length ? { voice: voiceMarks(voices.value) } : {}),
    level: () => ({ level: given.level, major_category: given.category }),
    graver_level: () => ({ level: given.level, major_category: given.category }),
    fixes: () => ({ responsible: given.responsible, measure: text(given.measure), funds: fen(), deadline: given.until, contingency: text(given.contingency), stop_work: given.stop_work }),
    until: () => ({ until: given.until }),
    grant_until: () => ({ until: given.until }),
    deadline: () => ({ deadline: given.until }),
    supervision: () => ({ by_level: given.by_level, requirement: text(given.requirement) }),
    repeat_of: () => ({ repeat_of: given.repeat_of }),
  }
  const optional = ['risk_point', 'kind_codes', 'note', 'deadline', 'grant_until', 'photos', 'voice']
  const labels: Record<string, string> = {
    description: 'hazard.description', reason: 'step.reason', measures: 'step.measures', text: 'step.text', level: 'step.level', responsible: 'step.responsible', measure: 'step.measure', funds: 'step.funds',
    deadline: 'step.deadline', contingency: 'step.contingency', until: 'step.until', by_level: 'step.by_level', requirement: 'step.requirement', repeat_of: 'step.repeat_of',
  }
  const body = computed(() => Object.assign({}, ...rules[wanted()].fields.map((one) => parts[one]())) as Record<string, unknown>)
  /** The labels of what is still to be filled in. */
  const missing = computed(() => rules[wanted()].fields.filter((one) => !optional.includes(one)).flatMap((one) =>
    Object.entries(parts[one]()).filter(([key, value]) => key in labels && (value === undefined || Number.isNaN(value))).map(([key]) => labels[key] ?? key)))

  return { given, photos, voices, begin, fill, body, missing, attachments: () => blobsOf(photos.value, voices.value) }
}
