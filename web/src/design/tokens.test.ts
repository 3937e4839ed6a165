import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { contrast, themeColours } from './contrast'

const css = readFileSync(join(process.cwd(), 'src/design/tokens.css'), 'utf8')
const grounds = ['ground', 'panel', 'raised', 'pressed'] as const
const risks = ['red', 'orange', 'yellow', 'blue'] as const

// WCAG 2.2: 4.5 for text, 3 for signs and edges; 7 where it must be read in haste. By lamp light more.
describe.each([
  { name: 'dark', ink: 7, soft: 4.5 }, { name: 'light', ink: 7, soft: 4.5 }, { name: 'lamp', ink: 14, soft: 10 },
])('the $name colours', ({ name, ink, soft }) => {
  const colours = themeColours(css, name)
  const ratio = (one: string, other: string) => contrast(colours.get(one) ?? '', colours.get(other) ?? '')
  it('are all there', () => {
    expect([...colours.keys()].sort()).toEqual([...themeColours(css, 'dark').keys()].sort())
    expect(colours.size).toBeGreaterThan(20)
  })
  it.each(grounds)('let text be read on %s', (ground) => {
    expect(ratio('ink', ground)).toBeGreaterThan(ink)
    expect(ratio('ink-soft', ground)).toBeGreaterThan(soft)
    expect(ratio('ink-faint', ground)).toBeGreaterThan(4.5)
    expect(ratio('lamp-ink', ground)).toBeGreaterThan(soft)
  })
  it('let the words on the lamp, on the chosen and on the reverse be read', () => {
    expect(ratio('on-lamp', 'lamp')).toBeGreaterThan(7)
    expect(ratio('on-inverse', 'inverse')).toBeGreaterThan(ink)
    expect(ratio('ink', 'lamp-dim')).toBeGreaterThan(7)
    expect(ratio('lamp-ink', 'lamp-dim')).toBeGreaterThan(4.5)
  })
  it.each(risks)('let the sign of %s be told from its ground, and its mark be read', (risk) => {
    // No yellow stands out from the white of the desk: there its edge does.
    const told = risk === 'yellow' ? 'risk-edge' : `risk-${risk}`
    for (const ground of ['ground', 'panel', 'raised']) expect(ratio(told, ground)).toBeGreaterThan(3)
    expect(contrast(colours.get(`risk-${risk}`) ?? '', risk === 'yellow' ? '#0b0c0d' : (colours.get('on-risk') ?? ''))).toBeGreaterThan(4.5)
  })
  it('show the edges of what is touched', () => {
    for (const ground of ['ground', 'panel', 'raised']) expect(ratio('line-strong', ground)).toBeGreaterThan(3)
  })
  it('show the ring around what the keyboard is on', () => {
    for (const ground of grounds) expect(ratio('ring', ground)).toBeGreaterThan(3)
  })
})
