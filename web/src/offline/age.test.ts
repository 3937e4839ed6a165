import { describe, expect, it } from 'vitest'
import { fresh, none, oldest } from './age'

describe('the age of a screen', () => {
  it('is that of its oldest part', () => {
    expect(oldest([fresh, { state: 'stale', since: 20 }, { state: 'stale', since: 10 }])).toEqual({ state: 'stale', since: 10 })
  })
  it('is fresh when no part is stale, and none when there is no part', () => {
    expect(oldest([none, fresh])).toEqual(fresh)
    expect(oldest([])).toEqual(none)
  })
})
