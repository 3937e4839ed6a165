import { toValue, type MaybeRefOrGetter } from 'vue'
import type { date, shift_definition } from '@/api/administration'
import { answer, read } from '@/api/client'
import { useResource } from '@/api/resource'
import { useTexts } from '@/texts'
import { usePeopleCodes } from './codes'
import { shiftsOn } from './roster'

/** What the shifts of a section are called on a date. */
export function useShifts(section: MaybeRefOrGetter<string>) {
  const { t } = useTexts()
  const { shiftName } = usePeopleCodes()
  const record = useResource(() => (toValue(section) ? `section ${toValue(section)}` : undefined), () => answer(read.GET('/api/v1/people/sections/{id}', { params: { path: { id: toValue(section) } } })),
    (changed) => changed.subject === toValue(section))
  const shifts = (on: date): shift_definition[] => shiftsOn(record.data.value?.shift_systems ?? [], on)
  const named = (one: shift_definition): string => (one.maintenance ? t('roster.maintenance') : shiftName(one.name))
  const shiftText = (on: date, number: number): string => {
    if (number === 0) return t('roster.rest')
    const found = shifts(on)[number - 1]
    return found ? named(found) : t('roster.shift_n', { n: number })
  }
  /** One or two letters, for the month's table. */
  const shiftLetter = (on: date, number: number): string => {
    if (number === 0) return t('roster.letters.rest')
    const found = shifts(on)[number - 1]
    return found ? t(found.maintenance ? 'roster.letters.maintenance' : `roster.letters.${found.name}`) : String(number)
  }
  return { record, shifts, named, shiftText, shiftLetter }
}
