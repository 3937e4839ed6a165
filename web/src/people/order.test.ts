import { describe, expect, it } from 'vitest'
import { byName } from './order'

describe('names of crews', () => {
  it('follow their numbers, written either way', () => {
    const sorted = ['掘进三班', '掘进一班', '掘进二班'].map((name) => ({ name })).sort(byName)
    expect(sorted.map((one) => one.name)).toEqual(['掘进一班', '掘进二班', '掘进三班'])
    expect([{ name: 'Crew 10' }, { name: 'Crew 9' }].sort(byName).map((one) => one.name)).toEqual(['Crew 9', 'Crew 10'])
  })
})
