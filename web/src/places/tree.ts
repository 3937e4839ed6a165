import type { id, place } from '@/api/types'

export interface branch { place: place; depth: number }

/** Places under what they belong to, siblings by name; whatever hangs nowhere stands at the top. */
export function treeOf(places: place[]): branch[] {
  const known = new Set(places.map((one) => one.id))
  const below = new Map<id | '', place[]>()
  for (const one of places) {
    const parent = one.parent && known.has(one.parent) ? one.parent : ''
    below.set(parent, [...(below.get(parent) ?? []), one])
  }
  const found: branch[] = []
  const seen = new Set<id>()
  const walk = (parent: id | '', depth: number): void => {
    for (const one of [...(below.get(parent) ?? [])].sort((left, right) => left.name.localeCompare(right.name, 'zh', { numeric: true }))) {
      if (seen.has(one.id)) continue
      seen.add(one.id)
      found.push({ place: one, depth })
      walk(one.id, depth + 1)
    }
  }
  walk('', 0)
  // Two that name each other as parent hang in the air: shown, so that somebody can put it right.
  for (const one of places) if (!seen.has(one.id)) found.push({ place: one, depth: 0 })
  return found
}

/** What matches, with everything above it so that one sees where it lies. */
export function narrowed(tree: branch[], text: string): branch[] {
  const wanted = text.trim().toLowerCase()
  if (!wanted) return tree
  const byId = new Map(tree.map((one) => [one.place.id, one.place]))
  const kept = new Set<id>()
  for (const { place } of tree) {
    if (!place.name.toLowerCase().includes(wanted) && !place.code.toLowerCase().includes(wanted)) continue
    for (let one: place | undefined = place; one && !kept.has(one.id); one = one.parent ? byId.get(one.parent) : undefined) kept.add(one.id)
  }
  return tree.filter((one) => kept.has(one.place.id))
}

/** The place and everything below it: none of these can become its parent. */
export function withBelow(places: place[], top: id): Set<id> {
  const found = new Set([top])
  for (let before = 0; before !== found.size;) {
    before = found.size
    for (const one of places) if (one.parent && found.has(one.parent)) found.add(one.id)
  }
  return found
}
