import { codeText, useDirectory } from '@/api/directory'
import type { journal_fact } from '@/api/administration'
import { useTimes } from '@/design/times'
import { usePeopleCodes } from '@/people/codes'
import { useTexts } from '@/texts'
import { kindParts, nobody, type body_line } from './body'

/** Words for what a fact is, whom and what it names. What has no word is shown as it stands. */
export function useFactWords() {
  const { t, te, language } = useTexts()
  const { directory, codes, person, personName, crew, post, place, section } = useDirectory()
  const people = usePeopleCodes()
  const { exact } = useTimes()

  function kindText(kind: string): string {
    const [subject, verb] = kindParts(kind)
    for (const key of [`journal.kinds.${subject}.${verb}`, `timeline.kinds.${verb}`]) if (te(key)) return t(key)
    return kind
  }
  const subjectText = (kind: string) => (te(`journal.subjects.${kind}`) ? t(`journal.subjects.${kind}`) : kind)
  /** What the directory knows by this id, if anything. */
  function named(id: string): string | undefined {
    return person(id)?.name || (crew(id) ?? post(id) ?? place(id) ?? section(id))?.name
  }
  const actorText = (actor?: string) => (!actor || actor === nobody ? t('timeline.by_system') : directory.value.persons.length ? personName(actor) : actor.slice(-6))
  function linkOf(one: Pick<journal_fact, 'subject_kind' | 'subject'>): string | undefined {
    if (one.subject_kind === 'hazard') return `/hazards/${one.subject}`
    if (one.subject_kind === 'person') return `/people/persons/${one.subject}`
    if (one.subject_kind === 'zone') return `/zones/${one.subject}`
    if (one.subject_kind === 'inspection') return `/inspections/records/${one.subject}`
    if (one.subject_kind === 'checklist') return `/inspections/checklists/${one.subject}`
    if (one.subject_kind === 'place') return `/places?place=${one.subject}`
    return undefined
  }

  function codeWord(code: string): string {
    const tables = [codes.value.roles, codes.value.levels, codes.value.professions, codes.value.inspection_types, codes.value.hazard_states, codes.value.addressees]
    for (const table of tables) if (table.some((one) => one.code === code)) return codeText(table, code, language.value)
    for (const word of [people.certificate, people.exception, people.crewKind, people.postKind, people.shiftName]) if (word(code) !== code) return word(code)
    const words = ['map.kinds', 'zones.kinds', 'zones.bases', 'inspect.verdicts', 'inspect.kinds', 'inspect.proofs', 'inspect.by', 'inspect.scopes']
    const found = words.find((one) => te(`${one}.${code}`))
    return found ? t(`${found}.${code}`) : code
  }
  function label(line: body_line): string {
    const words = line.path.map((key) => (/^\d+$/.test(key) ? key : te(`journal.fields.${key}`) ? t(`journal.fields.${key}`) : key))
    return (line.path[0] === 'as' && words.length > 1 ? words.slice(1) : words).join(' · ')
  }
  function valueText(line: body_line): string {
    const value = line.value
    switch (value.as) {
      case 'nothing': return '—'
      case 'yes': return value.value ? t('say.yes') : t('say.no')
      case 'number': return line.path.at(-1) === 'funds' ? t('hazard.yuan', { n: value.value / 100 }) : String(value.value)
      case 'moment': return exact(value.value)
      case 'id': return named(value.value) ?? value.value
      case 'code': return codeWord(value.value)
      default: return value.value
    }
  }
  return { kindText, subjectText, named, actorText, linkOf, label, valueText }
}
