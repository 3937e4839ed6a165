import { describe, expect, it } from 'vitest'
import { fileName } from './download'

describe('the name of an exported file', () => {
  it('may be Chinese', () => {
    expect(fileName("attachment; filename=\"people.xlsx\"; filename*=UTF-8''%E4%BA%BA%E5%91%98.xlsx", 'x')).toBe('人员.xlsx')
  })
  it('is the plain one where there is no other', () => {
    expect(fileName('attachment; filename="places.csv"', 'x')).toBe('places.csv')
    expect(fileName(null, 'roster.xlsx')).toBe('roster.xlsx')
  })
  it('is the proposed one when the server sends nonsense', () => {
    expect(fileName("attachment; filename*=UTF-8''%E4%ZZ", 'people.csv')).toBe('people.csv')
  })
})
