import { computed, inject, provide, toValue, type InjectionKey, type MaybeRefOrGetter } from 'vue'
import { useDirectory } from '@/api/directory'
import { useResource } from '@/api/resource'
import { usePeopleCodes } from '@/people/codes'
import { useShifts } from '@/people/shifts'
import { useTexts } from '@/texts'
import { readNames } from './reads'
import type { coverage_rules, demand_subject, extra_demand, period_item } from './types'

// The words for what is demanded. The server names demands by ids and codes; the names of crews and posts are in the directory, those of zones, periods and
// technologies are read here once for a screen.

export interface demands {
  rules: () => coverage_rules | undefined
  periods: () => period_item[]
  /** As a row of a table is headed. */
  name: (about: demand_subject) => string
  /** What stands small beside the name. */
  about: (about: demand_subject) => string
  /** As a sentence names it. */
  full: (about: demand_subject) => string
  who: (one: Pick<extra_demand, 'who' | 'post' | 'certificate'>) => string
  periodName: (one: period_item) => string
  /** A duty as plans name it. */
  keyName: (key: string) => string
  shiftText: (date: string, shift: number) => string
  zoneName: (zone: string) => string
  zones: () => { id: string; name: string }[]
}
const key: InjectionKey<demands> = Symbol('demands')
const unknown = '—'

export function provideDemands(section: MaybeRefOrGetter<string>): demands {
  const { t, language } = useTexts()
  const { crewName, post, postName } = useDirectory()
  const { certificate } = usePeopleCodes()
  const { shiftText } = useShifts(section)
  const names = useResource(() => (toValue(section) ? `coverage names ${toValue(section)}` : undefined), () => readNames(toValue(section)),
    (changed) => ['coverage_rules', 'special_period', 'zone'].includes(changed.subject_kind))
  const zones = computed(() => new Map((names.data.value?.zones ?? []).map((one) => [one.id, one.name])))
  const rules = () => names.data.value?.rules
  const periods = () => names.data.value?.periods ?? []

  const who: demands['who'] = (one) => (one.who === 'post' ? postName(one.post) : one.who === 'certificate' ? certificate(one.certificate) : t(`coverage.who.${one.who}`))
  function periodName(one: period_item): string {
    const own = language.value === 'zh' ? one.name_zh : one.name_en
    return own ?? (one.on && one.on !== 'holiday' ? t(`coverage.triggers.${one.on}`) : t(`coverage.periods.${one.kind}`))
  }
  function cause(about: demand_subject): string {
    const found = periods().find((one) => (about.period ? one.id === about.period : one.trigger === about.trigger))
    return found ? periodName(found) : t('coverage.kinds.special')
  }
  const technology = (code?: string) => {
    const found = rules()?.technologies.find((one) => one.code === code)
    return found ? found[language.value] : (code ?? unknown)
  }
  const zoneName = (zone: string) => zones.value.get(zone) ?? unknown
  const name: demands['name'] = (about) => ({
    crew_member: () => crewName(about.crew), key_post: () => postName(about.post), key_area: () => zoneName(about.zone ?? ''), technology: () => technology(about.technology),
    special: () => who({ who: about.who ?? 'anybody', post: about.post, certificate: about.certificate }),
  })[about.kind]()
  function beside(about: demand_subject): string {
    if (about.kind === 'special') return cause(about)
    return about.kind === 'key_post' && post(about.post)?.crew ? crewName(post(about.post)?.crew) : ''
  }
  function full(about: demand_subject): string {
    if (about.kind === 'crew_member') return t('coverage.member_of', { crew: crewName(about.crew) })
    if (about.kind === 'technology') return t('coverage.master_of', { name: technology(about.technology) })
    return [name(about), beside(about)].filter(Boolean).join(' · ')
  }
  // Only duties of posts and of special periods occupy a person, so only they stand in plans.
  const keyName = (key: string) => { const post = /^post\/([0-9a-f-]{36})/.exec(key)?.[1]; return post ? postName(post) : t('coverage.kinds.special') }
  const found: demands = { keyName, rules, periods, name, about: beside, full, who, periodName, shiftText, zoneName, zones: () => names.data.value?.zones ?? [] }
  provide(key, found)
  return found
}

/** Below a screen that provides them. */
export function useDemands(): demands {
  const found = inject(key)
  if (!found) throw new Error('no demands provided')
  return found
}
