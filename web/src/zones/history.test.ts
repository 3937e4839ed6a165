import { describe, expect, it } from 'vitest'
import { historyLines, personsOf, zoneStepName } from './history'
import { groundsOf } from './ranking'
import type { claim, ranked_claim } from './types'

const facts = [{ body: { claim: 'k1', person: 'p1', promise: 'x' } }, { body: { claim: 'k2', person: 'p2', promise: 'y' } }, { body: { granted: ['k1'], refused: ['k2', 'gone'], reason: 'why' } }, { body: { tenure: 'k1', reason: 'rest' } }]

describe('the history of a zone in words', () => {
  const persons = personsOf(facts)
  it('names the persons of claims and tenures that later facts know by their ids', () => {
    expect(historyLines(facts[2]!.body, persons)).toEqual([
      { label: 'zones.grant', kind: 'persons', value: ['p1'] }, { label: 'zones.refuse', kind: 'persons', value: ['p2'] }, { label: 'step.reason', kind: 'text', value: 'why' },
    ])
    expect(historyLines(facts[3]!.body, persons)[0]).toEqual({ label: 'zones.holder', kind: 'person', value: 'p1' })
  })
  it('shows a kind without a word as it is', () => {
    expect(zoneStepName('zone.sung', (key) => key, () => false)).toBe('zone.sung')
    expect(zoneStepName('zone.drawn', (key) => key, () => true)).toBe('zones.history.drawn')
  })
})

describe('what speaks for a claim', () => {
  const ranked: ranked_claim = { claim: {} as claim, rank: 1, works_in_crew: true, holds_post: false, qualified: false, zones_held: 2, claimed_at: '', eligible: true }
  it('is told only where the zone asks for it', () => {
    expect(groundsOf(ranked, { crew: 'c', qualification: 'q' })).toEqual([{ code: 'works_in_crew', holds: true }, { code: 'qualified', holds: false }, { code: 'zones_held', holds: false, n: 2 }])
    expect(groundsOf({ ...ranked, zones_held: 0 }, {})).toEqual([{ code: 'zones_held', holds: true, n: 0 }])
  })
})
