import { ed25519 } from '@noble/curves/ed25519.js'
import { describe, expect, it } from 'vitest'
import { fromBase32, idFrom, inGroups, isPlateNumber, readNumber, readPlate, type plated } from './plates'

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
function toBase32(bytes: Uint8Array): string {
  const bits = [...bytes].map((one) => one.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{1,5}/g) ?? []).map((five) => letters[Number.parseInt(five.padEnd(5, '0'), 2)]).join('')
}
const id = '01a204f1-97fb-7621-85af-8684427fa3f6'
const bytes = Uint8Array.from(id.replace(/-/g, '').match(/../g) ?? [], (two) => Number.parseInt(two, 16))
const secret = new Uint8Array(32).fill(7)
const key = { name: 'K7Q2M7XA', public_key: Buffer.from(ed25519.getPublicKey(secret)).toString('base64url') }
const verify = (message: Uint8Array, signature: Uint8Array, by: Uint8Array) => ed25519.verify(signature, message, by)
function plate(named = `P${toBase32(bytes)}`, name = key.name): string {
  const line = `HW1:${name}:${named}`
  return `${line}:${toBase32(ed25519.sign(new TextEncoder().encode(`headway plate\n${line}`), secret))}`
}
const here: plated = { kind: 'place', id, name: 'face', plate_code: '1234567897' }
const zone: plated = { kind: 'zone', id, name: 'zone' }
const wrong = (text: string, known = [here]) => { const said = readPlate(text, known, key, verify); return 'wrong' in said ? said.wrong : said.found[0]?.id }

describe('the line in the code of a plate', () => {
  it('names its place, bare or behind the address of the site', () => {
    expect(wrong(plate())).toBe(id)
    expect(wrong(`HTTPS://HEADWAY.EXAMPLE/P/${plate()}`)).toBe(id)
  })
  it('tells a zone from a place of the same id', () => {
    expect(readPlate(plate(`Z${toBase32(bytes)}`), [here, zone], key, verify)).toEqual({ found: [zone] })
    expect(wrong(plate(`Z${toBase32(bytes)}`))).toBe('unknown_place')
    expect(wrong(plate(`X${toBase32(bytes)}`))).toBe('not_ours')
  })
  it('says what is no plate of ours, another mine\'s, forged, or not known here', () => {
    expect(wrong('https://example.com/menu')).toBe('not_ours')
    expect(wrong(plate(undefined, 'AAAAAAAA'))).toBe('other_mine')
    const forged = plate()
    expect(wrong(forged.replace(/.$/, forged.endsWith('A') ? 'Q' : 'A').replace(':P', ':P'))).toBe('forged')
    const other = plate().replace(toBase32(bytes), toBase32(bytes.map((one) => one ^ 1)))
    expect(wrong(other)).toBe('forged')
    expect(wrong(plate(), [])).toBe('unknown_place')
  })
  it('takes the plate at its word where the key was never read', () => {
    expect(readPlate(plate(), [here], undefined, () => false)).toEqual({ found: [here] })
  })
  it('reads base 32 and ids', () => {
    expect(idFrom(fromBase32(toBase32(bytes)) ?? new Uint8Array())).toBe(id)
    expect(fromBase32('1')).toBeUndefined()
  })
})

describe('the number below it', () => {
  const number = Array.from({ length: 10 }, (_, last) => `572345678${last}`).find(isPlateNumber) ?? ''
  it('notices every wrong figure and every exchange of neighbours', () => {
    expect(number).toHaveLength(10)
    for (let at = 0; at < 10; at++) {
      for (let figure = 0; figure < 10; figure++) {
        const other = number.slice(0, at) + String(figure) + number.slice(at + 1)
        expect(isPlateNumber(other)).toBe(other === number)
      }
      const swapped = at < 9 && number[at] !== number[at + 1] ? number.slice(0, at) + number[at + 1] + number[at] + number.slice(at + 2) : ''
      if (swapped) expect(isPlateNumber(swapped)).toBe(false)
    }
  })
  it('is written in groups and names every place that has it', () => {
    expect(inGroups('1234567890')).toBe('123 456 7890')
    const one = { ...here, plate_code: number }
    expect(readNumber(number, [one, { ...one, id: 'other' }])).toMatchObject({ found: [{ id }, { id: 'other' }] })
    expect(readNumber('123', [one])).toEqual({ wrong: 'wrong_number' })
  })
})
