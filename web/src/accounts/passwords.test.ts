import { describe, expect, it } from 'vitest'
import { proposePassword } from './passwords'

describe('a proposed password', () => {
  it('has four groups without letters that look alike', () => {
    for (let time = 0; time < 50; time++) expect(proposePassword()).toMatch(/^([a-hjkmnp-z2-9]{4}-){3}[a-hjkmnp-z2-9]{4}$/)
  })
  it('draws bytes again that would favour some letters', () => {
    let round = 0
    const password = proposePassword((bytes) => bytes.fill(round++ === 0 ? 255 : 0))
    expect(password).toBe('aaaa-aaaa-aaaa-aaaa')
  })
})
