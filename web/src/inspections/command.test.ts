import { describe, expect, it } from 'vitest'
import { emptyMark, newDraft } from './draft'
import { draftAgain } from './run/again'
import { groupsOf } from './run/groups'
import { inspectionOf } from './command'
import type { checklist, checklist_item } from './types'

const item = (code: string, more: Partial<checklist_item> = {}): checklist_item => ({ code, group_zh: 'g', group_en: 'g', text_zh: code, text_en: code, points: 5, zeroing: false, ...more })
const sheet: checklist = { id: 'list', edition: 2, retired: false, name_zh: 'n', name_en: 'n', items: [item('a'), item('b'), item('c', { zeroing: true }), item('d')] }
const say = { finding: (one: checklist_item, note: string) => `${one.code} ${note}`, unscanned: (why: string) => `not scanned: ${why}.` }
const photos = new Map([['p1', new Blob(['x'])]])
const draft = () => {
  const one = newDraft({ place: 'place', zone: 'z', rhythm: undefined, crew: undefined, checklist: 'list', checklist_edition: 2, presence: undefined, unscanned: 'dirty' })
  one.marks = { a: { ...emptyMark(), verdict: 'good', note: 'left over', photos: ['p1'] }, b: { ...emptyMark(), verdict: 'poor', finds: 3, note: ' loose ', photos: ['p1'], hazard: { id: 'h1' } }, c: { ...emptyMark(), verdict: 'poor', finds: 3 } }
  return one
}

describe('the command of an inspection', () => {
  it('says what was looked at and found, and why no plate was scanned', () => {
    const { body, files } = inspectionOf(draft(), sheet, photos, '2026-12-01T03:00:00.000Z', say)
    expect(body).toMatchObject({ kind: 'spot', checklist_edition: 2, note: 'not scanned: dirty.', finished: '2026-12-01T03:00:00.000Z' })
    const marks = body.marks as Record<string, unknown>[]
    expect(marks.map((one) => one.item)).toEqual(['a', 'b', 'c'])
    expect(marks[0]).toEqual({ item: 'a', verdict: 'good', photos: [] })
    expect(marks[1]).toMatchObject({ finds: 3, note: 'loose', hazard: 'h1', photos: [expect.stringMatching(/^attachment:/)] })
    expect(marks[2]).not.toHaveProperty('finds')
    expect(files.size).toBe(1)
    expect([...files.keys()]).not.toContain('p1')
  })
  it('keeps one photo apart for each command that carries it', () => {
    const first = inspectionOf(draft(), sheet, photos, '', say)
    const second = inspectionOf(draft(), sheet, photos, '', say)
    expect([...first.files.keys()]).not.toEqual([...second.files.keys()])
  })
  it('comes back to its author as he filled it in, its hazards already out', () => {
    const { body, files } = inspectionOf(draft(), sheet, photos, '', say)
    const again = draftAgain({ id: 'command', kind: 'inspect', subject: String(body.id), path: '/inspections', body, attachments: files })
    expect(again).toMatchObject({ id: body.id, place: 'place', zone: 'z', replaces: 'command', marks: { b: { verdict: 'poor', finds: 3, note: 'loose', hazard: { id: 'h1' } } } })
    expect(again.marks.b?.photos).toEqual([...files.keys()])
    expect(again.marks.b?.hazard?.command).toBeDefined()
  })
})

describe('the groups of a checklist', () => {
  it('keep the order of the items and are not torn apart', () => {
    const items = [item('a', { group_en: 'one' }), item('b', { group_en: 'two' }), item('c', { group_en: 'one' })]
    expect(groupsOf(items, 'en').map((group) => [group.name, group.items.map((one) => one.index)])).toEqual([['one', [0, 2]], ['two', [1]]])
  })
})
