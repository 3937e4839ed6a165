import type { place } from '@/api/types'

// What a plate at a place says, found among the places this device knows: no network is needed.
// A plate carries an address that ends in the place's id or code; below it the code stands to be typed.

export const plateLetters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
export const plateCodeMost = 12

const plain = (text: string) => text.toUpperCase().replace(/[^0-9A-Z]/g, '')

/** The place a plate or a typed code speaks of; undefined when it is none of ours. */
export function placeOnPlate(text: string, places: readonly place[]): place | undefined {
  const said = text.trim().split(/[?#]/)[0]!.split(/[/:]/).filter(Boolean).at(-1) ?? ''
  const wanted = plain(decodeURIComponent(said))
  if (!wanted) return undefined
  return places.find((one) => one.open && (one.id === said.toLowerCase() || plain(one.code) === wanted))
}
