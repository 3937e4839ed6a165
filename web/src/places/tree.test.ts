import { describe, expect, it } from 'vitest'
import type { place } from '@/api/types'
import { narrowed, treeOf, withBelow } from './tree'

const place = (id: string, parent?: string, name = id) => ({ id, parent, name, code: id.toUpperCase(), section: 's', kind: 'roadway' }) as place
const names = (places: place[]) => treeOf(places).map((one) => `${'-'.repeat(one.depth)}${one.place.id}`)

describe('the tree of places', () => {
  it('puts each under its parent, whatever the order', () => {
    expect(names([place('face', 'gate'), place('gate', 'main'), place('main')])).toEqual(['main', '-gate', '--face'])
  })
  it('shows what belongs to a parent that one does not see', () => {
    expect(names([place('gate', 'elsewhere')])).toEqual(['gate'])
  })
  it('loses nothing when two are the parents of each other', () => {
    expect(names([place('a', 'b'), place('b', 'a'), place('c')])).toEqual(['c', 'a', 'b'])
  })
  it('keeps what lies above a match', () => {
    const tree = treeOf([place('main'), place('gate', 'main'), place('face', 'gate', '迎头'), place('pump', 'main')])
    expect(narrowed(tree, '迎头').map((one) => one.place.id)).toEqual(['main', 'gate', 'face'])
    expect(narrowed(tree, 'pump').map((one) => one.place.id)).toEqual(['main', 'pump'])
  })
  it('knows what lies below, so that nothing becomes its own parent', () => {
    expect([...withBelow([place('main'), place('gate', 'main'), place('face', 'gate'), place('pump')], 'main')].sort()).toEqual(['face', 'gate', 'main'])
  })
})
