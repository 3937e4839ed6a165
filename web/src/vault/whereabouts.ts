// Where somebody was when the place closed: the address without what was searched, in this window only.

const places = new Map<string, string>()

export function leavePlace(person: string, path: string): void { places.set(person, path) }
export function placeLeft(person: string): string {
  const found = places.get(person) ?? '/'
  places.delete(person)
  return found
}
