import { useDirectory } from '@/api/directory'
import { hourMinute, localDate } from '@/design/times'
import { useTexts } from '@/texts'
import { useZones } from '@/zones/known'

// How rounds and checklists are said: which stretch of time, whose round, which checklist.

interface named { name_zh: string; name_en: string }
interface stretch { from: string; until: string; period: string }
interface whose { crew?: string; zone?: string; scope?: string }

/** Of a period as the server writes it: "2026-12" a month, "2026-12-11" a ten-day period or a day, "2026-12-11/2" a shift. */
export function periodKind(period: string, from: string, until: string): 'month' | 'ten_day' | 'day' | 'shift' {
  if (/^\d{4}-\d{2}$/.test(period)) return 'month'
  if (period.includes('/')) return 'shift'
  return new Date(until).getTime() - new Date(from).getTime() > 26 * 3_600_000 ? 'ten_day' : 'day'
}

export function useInspectionWords() {
  const { t, language } = useTexts()
  const { crewName } = useDirectory()
  const { zoneName } = useZones()
  const nameOf = (one: named) => (language.value === 'zh' ? one.name_zh : one.name_en)
  const day = (at: string | number) => localDate(at).slice(5)
  function stretchOf(one: stretch): string {
    const kind = periodKind(one.period, one.from, one.until)
    const last = new Date(one.until).getTime() - 1
    if (kind === 'month') return t('inspect.in_month', { month: one.period })
    if (kind === 'shift') return `${one.period.slice(5, 10)} ${hourMinute(one.from)}–${hourMinute(one.until)}`
    if (kind === 'day') return day(one.from)
    return t(`inspect.ten_days.${Math.min(2, Math.floor((Number(one.period.slice(8, 10)) - 1) / 10))}`, { month: one.period.slice(5, 7), from: day(one.from), until: day(last) })
  }
  const whose = (one: whose) => (one.zone ? zoneName(one.zone) : one.crew ? crewName(one.crew) : '')
  /** Edition 0 comes with the program. */
  const editionOf = (edition: number) => (edition === 0 ? t('inspect.edition_own') : t('inspect.edition', { n: edition }))
  return { editionOf, nameOf, stretchOf, whose }
}
