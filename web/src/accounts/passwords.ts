// Letters that are not taken for one another when read out from a slip of paper.
const letters = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A password to hand over: four groups of four, about 79 bits. */
export function proposePassword(random: (bytes: Uint8Array) => Uint8Array = (bytes) => crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>)): string {
  const made: string[] = []
  // Bytes that would favour the first letters are drawn again.
  const fair = 256 - (256 % letters.length)
  while (made.length < 16) {
    for (const byte of random(new Uint8Array(32))) if (byte < fair && made.length < 16) made.push(letters[byte % letters.length] ?? '')
  }
  return [0, 4, 8, 12].map((from) => made.slice(from, from + 4).join('')).join('-')
}

export const shortest = 8
