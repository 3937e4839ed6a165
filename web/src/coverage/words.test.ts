import { createI18n } from 'vue-i18n'
import { describe, expect, it } from 'vitest'
import en from '@/texts/en.json'
import zh from '@/texts/zh.json'
import type { hindrance } from './types'
import { daysText, headText, runsOf, whyText, type lack, type speaker } from './words'

const names: Record<string, string> = { zhang: '张伟', li: '李强', wang: '王磊' }
function speaker(language: 'zh' | 'en'): speaker {
  const i18n = createI18n({ legacy: false, locale: language, messages: { zh, en } })
  return { t: (key, named) => i18n.global.t(key, named), name: (person) => names[person] ?? person, comma: i18n.global.t('say.comma'), pause: i18n.global.t('coverage.pause') }
}
const chinese = speaker('zh')
const english = speaker('en')

const why = (person: string, why: hindrance, where?: string) => ({ person, why, where })
const night = (date: string, obstacles: lack['obstacles'], what = 'Gas inspector'): lack => ({ what, shift: 'night shift', date, needed: 1, obstacles })
const three = [why('zhang', 'on_leave'), why('li', 'must_rest'), why('wang', 'covers_another', 'heading 2')]

describe('what is uncovered', () => {
  it('is said once for three nights in a row', () => {
    const runs = runsOf([night('2026-12-16', three), night('2026-12-14', three), night('2026-12-15', three)])
    expect(runs).toHaveLength(1)
    expect(headText(english, runs[0]!)).toBe('Gas inspector, night shift, 14–16 Dec')
    expect(whyText(english, runs[0]!)).toBe('3 would fit: 1 on leave (张伟), 1 must rest (李强), 1 already on heading 2 (王磊)')
  })
  it('is said in Chinese as the chief would', () => {
    const run = runsOf([{ ...night('2026-12-14', [why('zhang', 'on_leave'), why('li', 'must_rest'), why('wang', 'covers_another', '2号迎头')], '瓦检员'), shift: '夜班' }])[0]!
    expect(headText(chinese, run)).toBe('瓦检员，夜班，12月14日')
    expect(whyText(chinese, run)).toBe('合格的 3 人：1 人休假（张伟），1 人要歇班（李强），1 人已在2号迎头（王磊）')
  })
  it('is told apart where the reasons differ', () => {
    const runs = runsOf([night('2026-12-14', three), night('2026-12-15', [why('zhang', 'on_leave'), why('li', 'on_leave'), why('wang', 'must_rest')])])
    expect(runs.map((one) => [one.from, one.until])).toEqual([['2026-12-14', '2026-12-14'], ['2026-12-15', '2026-12-15']])
  })
  it('names everybody whom the same reason keeps away on one of the dates', () => {
    const run = runsOf([night('2026-12-14', [why('zhang', 'must_rest')]), night('2026-12-15', [why('li', 'must_rest')])])[0]!
    expect(run.reasons[0]!.persons).toEqual(['zhang', 'li'])
    expect(run.fit).toBe(1)
  })
  it('says when nobody would fit at all', () => { expect(whyText(english, runsOf([night('2026-12-14', [])])[0]!)).toBe('Nobody on the section is qualified for it') })
  it('names only some of many', () => {
    const many = runsOf([night('2026-12-14', ['a', 'b', 'c', 'd', 'e', 'f'].map((one) => why(one, 'on_leave')))])[0]!
    expect(whyText(english, many)).toBe('6 would fit: 6 on leave (a, b, c and others)')
    expect(whyText(chinese, many)).toBe('合格的 6 人：6 人休假（a、b、c等）')
  })
  it('keeps two posts apart', () => { expect(runsOf([night('2026-12-14', three), night('2026-12-15', three, 'Electro-fitter')])).toHaveLength(2) })
})

describe('dates in words', () => {
  it('name a month once', () => { expect(daysText(english, '2026-12-14', '2026-12-16')).toBe('14–16 Dec') })
  it('name both across a turn of the month', () => {
    expect(daysText(english, '2026-12-30', '2027-01-02')).toBe('30 Dec – 2 Jan')
    expect(daysText(chinese, '2026-12-30', '2027-01-02')).toBe('12月30日–1月2日')
  })
})
