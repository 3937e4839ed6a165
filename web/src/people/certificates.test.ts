import { describe, expect, it } from 'vitest'
import type { post } from '@/api/types'
import { judge } from './certificates'

const fitter = { id: 'p', section: 's', name: '电钳工', code: 'electro_fitter', key: true, certificates: ['underground_electrical'], active: true } satisfies post

describe('certificates', () => {
  it('hold on their last day and not after it', () => {
    expect(judge([{ code: 'hoist', expires: '2026-11-22' }], [], '2026-11-22')[0]).toMatchObject({ standing: 'soon', days: 0 })
    expect(judge([{ code: 'hoist', expires: '2026-11-22' }], [], '2026-11-23')[0]?.standing).toBe('expired')
  })
  it('say first what a post demands and the person lacks', () => {
    const all = judge([{ code: 'first_aid', expires: '2028-01-01' }], [fitter], '2026-11-22')
    expect(all.map((one) => [one.code, one.standing])).toEqual([['underground_electrical', 'missing'], ['first_aid', 'held']])
    expect(all[0]?.posts).toEqual([fitter])
  })
})
