// The short code that people say: the last 40 bits of the id in Crockford's base 32, "7K3F-9QXM".

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

export function codeOf(id: string): string {
  const bits = BigInt(`0x${id.replace(/-/g, '').slice(-10)}`)
  const code = Array.from({ length: 8 }, (_, place) => letters[Number((bits >> BigInt(5 * (7 - place))) & 31n)]).join('')
  return `${code.slice(0, 4)}-${code.slice(4)}`
}
