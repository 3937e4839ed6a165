import { describe, expect, it } from 'vitest'
import type { hazard_record } from '@/api/types'
import { hazardFrom, type hazard } from './record'
import { codeOf } from './code'
import { offers } from './steps'

const stamp = { by: 'reporter', observed_at: '2026-06-21T00:00:00.000Z', recorded_at: '2026-06-21T00:00:05.000Z' }
const raw: hazard_record = {
  id: 'h1', code: '7K3F-9QXM', section: 's', place: 'p', profession: 'tunnelling', inspection_type: 'post', description: 'x',
  grade: { level: 'C', national_level: 4 }, state: 'rectified', reported: stamp, shift: { date: '2026-06-21', number: 1 }, photos: ['a'.repeat(64)],
  fixes: { responsible: 'fixer', measure: 'm', funds: 100, deadline: '2026-06-22T00:00:00.000Z', contingency: 'c', stop_work: false },
  rectification: { ...stamp, by: 'fixer', measures: 'done', photos: [], on_the_spot: false }, sent_back: 0, extensions: [], comments: [], repeats: [],
  disputes: [{ ...stamp, node: 'n1', seq: 9, step: 'closed', reason: 'wrong_state', body: '{}' }, { ...stamp, node: 'n1', seq: 7, step: 'closed', reason: 'wrong_state', body: '{}', outcome: 'kept' }], alarms: [], alarms_raised: 0, changed: stamp,
}
const as = (person: string) => ({ person, can: () => true })
const names = (one: hazard, person = 'other') => offers(one, as(person)).map((each) => each.step)
const main = (one: hazard, person = 'other') => offers(one, as(person)).filter((each) => each.main).map((each) => each.step)

describe('reading the record of the server', () => {
  it('unfolds grade, stamps and disputes', () => {
    expect(hazardFrom(raw)).toMatchObject({ level: 'C', national_level: 4, reporter: 'reporter', recorded_at: stamp.recorded_at, contested: [{ node: 'n1', seq: 9, step: 'closed' }] })
    expect(hazardFrom(raw).contested).toHaveLength(1)
  })
  it('calls overdue only what still has to be put right', () => {
    expect(hazardFrom({ ...raw, state: 'assigned' }).overdue).toBe(true)
    expect(hazardFrom(raw).overdue).toBe(false)
    expect(hazardFrom({ ...raw, state: 'assigned', suspended: { ...stamp, reason: 'r', until: stamp.observed_at } }).overdue).toBe(false)
  })
})

describe('the short code', () => {
  it('is what the server makes of the id', () => {
    expect(codeOf('01a204f1-97fb-7621-85af-8684427fa3f6')).toBe('GH17-Z8ZP')
    expect(codeOf('01a204f1-51b7-72d9-9c73-8f488b65ca03')).toBe('925P-BJG3')
  })
})

describe('which steps are offered', () => {
  it('does not let the rectifier or the responsible accept, and says why', () => {
    const blocked = offers(hazardFrom(raw), as('fixer')).find((each) => each.step === 'accept')
    expect(blocked?.blocked).toBe('step.blocked.rectifier')
    expect(offers(hazardFrom(raw), as('other')).find((each) => each.step === 'accept')?.blocked).toBeUndefined()
  })
  it('puts first what carries the loop on', () => {
    expect(main(hazardFrom({ ...raw, state: 'reported' }))).toEqual(['verify', 'assign'])
    expect(main(hazardFrom(raw))).toEqual(['accept', 'send_back'])
    expect(main(hazardFrom({ ...raw, state: 'accepted' }))).toEqual(['close'])
  })
  it('decides a pending extension before anything else', () => {
    const asked = hazardFrom({ ...raw, state: 'rectifying', extensions: [{ ...stamp, by: 'fixer', until: '2026-06-30T00:00:00.000Z', reason: 'r', outcome: 'asked' }] })
    expect(main(asked)).toEqual(['extension_grant', 'extension_refuse'])
    expect(offers(asked, as('fixer')).find((each) => each.step === 'extension_grant')?.blocked).toBe('step.blocked.own_extension')
    expect(names(asked)).not.toContain('extension')
  })
  it('offers on a suspended hazard only to resume, not to work', () => {
    const suspended = hazardFrom({ ...raw, state: 'assigned', suspended: { ...stamp, reason: 'r', until: stamp.observed_at } })
    expect(main(suspended)).toEqual(['resume'])
    expect(names(suspended)).not.toContain('rectify')
  })
  it('leaves the work to whom it was given, and to those who may give it', () => {
    const worker = (person: string) => ({ person, can: (wanted: string) => ['report_hazard', 'rectify_hazard'].includes(wanted) })
    const given = hazardFrom({ ...raw, state: 'assigned' })
    expect(offers(given, worker('fixer')).map((each) => each.step)).toContain('rectify')
    expect(offers(given, worker('somebody')).map((each) => each.step)).toEqual(['comment'])
    expect(names(given, 'chief')).toContain('rectify')
  })
  it('offers nothing that needs a permission the person lacks', () => {
    const worker = { person: 'w', can: (wanted: string) => ['report_hazard', 'rectify_hazard'].includes(wanted) }
    expect(offers(hazardFrom({ ...raw, state: 'reported' }), worker).map((each) => each.step)).toEqual(['comment'])
  })
})
