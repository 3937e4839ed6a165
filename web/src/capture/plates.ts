// What a plate says, found among the places and zones this device knows: no network is needed.
// docs/plates.md describes the line in the QR code and the number below it.

export interface plate_key { name: string; public_key: string }
/** What a plate can hang at and name. */
export interface plated { kind: 'place' | 'zone'; id: string; name: string; plate_code?: string }
export type plate_reading = { found: plated[] } | { wrong: 'not_ours' | 'other_mine' | 'forged' | 'unknown_place' | 'wrong_number' }

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
/** RFC 4648 without padding; undefined for what is none. */
export function fromBase32(text: string): Uint8Array | undefined {
  const bytes: number[] = []
  let held = 0
  let bits = 0
  for (const letter of text) {
    const value = letters.indexOf(letter)
    if (value < 0) return undefined
    held = (held << 5) | value
    bits += 5
    if (bits >= 8) { bits -= 8; bytes.push((held >> bits) & 255) }
    held &= (1 << bits) - 1
  }
  return Uint8Array.from(bytes)
}

export function idFrom(bytes: Uint8Array): string | undefined {
  if (bytes.length !== 16) return undefined
  const hex = [...bytes].map((one) => one.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

export type verify_signature = (message: Uint8Array, signature: Uint8Array, key: Uint8Array) => boolean

const kinds: Record<string, plated['kind']> = { P: 'place', Z: 'zone' }

/**
 * The place or zone a scanned plate names. The signature is checked against the mine's key; before the key
 * was ever read here it cannot be, and the plate is taken at its word.
 */
export function readPlate(text: string, known: readonly plated[], key: plate_key | undefined, verify: verify_signature): plate_reading {
  const begins = text.toUpperCase().indexOf('HW1:')
  if (begins < 0) return { wrong: 'not_ours' }
  const line = text.toUpperCase().slice(begins).trim()
  const [, keyName, named, signed] = line.split(':')
  const kind = kinds[named?.charAt(0) ?? '']
  if (!keyName || !named || !kind || !signed) return { wrong: 'not_ours' }
  if (key) {
    if (key.name !== keyName) return { wrong: 'other_mine' }
    const signature = fromBase32(signed)
    const publicKey = keyBytes(key.public_key)
    const message = new TextEncoder().encode(`headway plate\n${line.slice(0, line.lastIndexOf(':'))}`)
    if (!signature || !publicKey || !verify(message, signature, publicKey)) return { wrong: 'forged' }
  }
  const id = idFrom(fromBase32(named.slice(1)) ?? new Uint8Array())
  const found = known.filter((one) => one.kind === kind && one.id === id)
  return found.length ? { found } : { wrong: 'unknown_place' }
}

/** The public key as the server words it: hexadecimal or base64url. */
function keyBytes(text: string): Uint8Array | undefined {
  if (/^[0-9a-f]{64}$/i.test(text)) return Uint8Array.from(text.match(/../g) ?? [], (two) => Number.parseInt(two, 16))
  const plain = text.replace(/-/g, '+').replace(/_/g, '/').replace(/=+$/, '')
  try { return Uint8Array.from(atob(plain), (one) => one.charCodeAt(0)) } catch { return undefined }
}

export const plateFigures = 10
const damm = ['0317598642', '7092154863', '4206871359', '1750983426', '6123045978', '3674209581', '5869720134', '8945362017', '9438617205', '2581436790']

/** Whether the check figure agrees: a wrong or exchanged figure is noticed before it names another place. */
export function isPlateNumber(number: string): boolean {
  return /^\d{10}$/.test(number) && [...number].reduce((state, figure) => Number(damm[state]![Number(figure)]), 0) === 0
}

/** What has this number on its plate; more than one only by the rarest chance. */
export function readNumber(number: string, known: readonly plated[]): plate_reading {
  if (!isPlateNumber(number)) return { wrong: 'wrong_number' }
  const found = known.filter((one) => one.plate_code === number)
  return found.length ? { found } : { wrong: 'unknown_place' }
}

/** 123 456 7890, as it is printed. */
export const inGroups = (number: string): string => [number.slice(0, 3), number.slice(3, 6), number.slice(6)].filter(Boolean).join(' ')
