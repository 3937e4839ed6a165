import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const css = readFileSync(join(process.cwd(), 'src/design/tokens.css'), 'utf8')

function theme(name: string): Map<string, string> {
  const block = new RegExp(`data-theme='${name}'\\] \\{([^}]*)\\}`).exec(css)?.[1] ?? ''
  return new Map([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map((match) => [match[1] ?? '', match[2] ?? '']))
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255).map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4))
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0)
}
function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((left, right) => right - left)
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05)
}

describe.each(['dark', 'light'])('the %s colours', (name) => {
  const colours = theme(name)
  const ratio = (ink: string, ground: string) => contrast(colours.get(ink) ?? '', colours.get(ground) ?? '')
  it('are all there', () => { expect(colours.size).toBeGreaterThan(20) })
  it.each(['ground', 'panel', 'raised', 'pressed'])('let text be read on %s', (ground) => {
    expect(ratio('ink', ground)).toBeGreaterThan(7)
    expect(ratio('ink-soft', ground)).toBeGreaterThan(4.5)
    expect(ratio('lamp-ink', ground)).toBeGreaterThan(4.5)
  })
  it('let faint text be read on the ground and on panels', () => {
    expect(ratio('ink-faint', 'ground')).toBeGreaterThan(4.5)
    expect(ratio('ink-faint', 'panel')).toBeGreaterThan(4.5)
  })
  it('let the words on the lamp and on the reverse be read', () => {
    expect(ratio('on-lamp', 'lamp')).toBeGreaterThan(7)
    expect(ratio('on-inverse', 'inverse')).toBeGreaterThan(7)
    expect(ratio('ink', 'lamp-dim')).toBeGreaterThan(7)
  })
  it.each(['red', 'orange', 'blue'])('let the sign of %s be told from its ground, and its mark be read', (risk) => {
    expect(ratio(`risk-${risk}`, 'panel')).toBeGreaterThan(3)
    expect(ratio('on-risk', `risk-${risk}`)).toBeGreaterThan(4)
  })
  it('show the edges of what is touched', () => { expect(ratio('line-strong', 'panel')).toBeGreaterThan(3) })
})
