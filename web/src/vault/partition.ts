import { database, type partition_row } from '@/outbox/database'
import type { session } from '@/api/types'
import { untried } from './attempts'
import { base64url, blinded, deriveAes, deriveHmac, fromBase64url, fromUtf8, hkdfSecret, randomBytes, seal, stretchPin, unseal, utf8, type bytes } from './crypto'

// A person's partition: a random data key, sealed by what the PIN and a secret of this device make
// together. Neither a copy of the store nor the PIN alone opens it.

export const pinRounds = 310_000

/** What only the opened partition knows. */
export interface partition_secrets {
  session: session
  /** Who speaks with the server as this person: the token of (device, person). */
  token?: string
  token_expires?: string
  /** At the desk: the server knows the public key. */
  told?: boolean
  /** The public half is told to the server with POST /devices. */
  public_key: string
  private_key: string
}

export interface open_partition {
  person: string
  mode: 'pin' | 'desk'
  secrets: partition_secrets
  signKey: CryptoKey
  /** Seals for this person on this device; `about` must be the same when it is opened. */
  seal: (plain: bytes, about: string) => Promise<bytes>
  unseal: (sealed: bytes, about: string) => Promise<bytes>
  /** A name for a subject or a cached answer that tells nothing. */
  blind: (text: string) => Promise<string>
}

interface partition_keys { seal: CryptoKey; lane: CryptoKey }

async function keysFrom(dataKey: bytes): Promise<partition_keys> {
  const secret = await hkdfSecret(dataKey)
  dataKey.fill(0)
  const none = new Uint8Array(0)
  return { seal: await deriveAes(secret, none, 'headway partition seal 1'), lane: await deriveHmac(secret, 'headway partition lane 1') }
}

const secretKey = 'device'
let secretNow: CryptoKey | undefined
async function deviceSecret(): Promise<CryptoKey> {
  const made = await hkdfSecret(randomBytes(32))
  // Another window may have been quicker: then its secret holds.
  secretNow = await database.transaction('rw', database.secrets, async () => {
    const first = await database.secrets.get(secretKey)
    if (first) return first.value
    await database.secrets.put({ key: secretKey, value: made })
    return made
  })
  return secretNow
}

/** The store was cleared while the app is open: the same PIN shall still open the place. */
export async function keepDeviceSecret(): Promise<void> {
  if (secretNow) await database.secrets.put({ key: secretKey, value: secretNow })
}

async function wrapped(person: string, dataKey: bytes, pin: string | undefined): Promise<Pick<partition_row, 'mode' | 'salt' | 'rounds' | 'wrapped'>> {
  const salt = randomBytes(16)
  const rounds = pin === undefined ? 0 : pinRounds
  const sealed = await seal(await wrappingKey(pin, salt, rounds), dataKey, person)
  return { mode: pin === undefined ? 'desk' : 'pin', salt, rounds, wrapped: sealed }
}

/** Without a PIN the device alone opens it: at the desk, until sign-out. */
async function wrappingKey(pin: string | undefined, salt: bytes, rounds: number): Promise<CryptoKey> {
  const secret = await deviceSecret()
  if (pin === undefined) return deriveAes(secret, salt, 'headway partition desk 1')
  return deriveAes(secret, await stretchPin(pin, salt, rounds), 'headway partition pin 1')
}

async function signingPair(): Promise<Pick<partition_secrets, 'public_key' | 'private_key'>> {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])
  return {
    public_key: base64url(new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))),
    private_key: base64url(new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey))),
  }
}

const signKeyFrom = (text: string): Promise<CryptoKey> =>
  crypto.subtle.importKey('pkcs8', fromBase64url(text), { name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign'])

async function opened(row: partition_row, keys: partition_keys, known?: partition_secrets): Promise<open_partition> {
  const secrets = known ?? (JSON.parse(fromUtf8(await unseal(keys.seal, row.secrets!, `secrets ${row.person}`))) as partition_secrets)
  return {
    person: row.person, mode: row.mode === 'pin' ? 'pin' : 'desk', secrets, signKey: await signKeyFrom(secrets.private_key),
    seal: (plain, about) => seal(keys.seal, plain, about),
    unseal: (sealed, about) => unseal(keys.seal, sealed, about),
    blind: (text) => blinded(keys.lane, text),
  }
}

const sealedSecrets = (keys: partition_keys, secrets: partition_secrets): Promise<bytes> =>
  seal(keys.seal, utf8(JSON.stringify(secrets)), `secrets ${secrets.session.person}`)

/** Makes a partition anew. What an earlier one of this person had sealed only the server can open now. */
export async function createPartition(session: session, pin?: string): Promise<{ row: partition_row; open: open_partition }> {
  const dataKey = randomBytes(32)
  const wrapping = await wrapped(session.person, dataKey, pin)
  const keys = await keysFrom(dataKey)
  const secrets: partition_secrets = { session, ...(await signingPair()) }
  const row: partition_row = {
    person: session.person, name: session.name, used_at: Date.now(), tried: untried, ...wrapping, secrets: await sealedSecrets(keys, secrets),
  }
  return { row, open: await opened(row, keys, secrets) }
}

async function dataKeyOf(row: partition_row, pin: string | undefined): Promise<bytes> {
  return unseal(await wrappingKey(pin, row.salt!, row.rounds!), row.wrapped!, row.person)
}

/** Throws when the PIN is wrong. At the desk there is none. */
export async function openPartition(row: partition_row, pin?: string): Promise<open_partition> {
  return opened(row, await keysFrom(await dataKeyOf(row, pin)))
}

/** The same partition behind another PIN; what lies in it stays as it is. Throws when `pin` is wrong. */
export async function rewrapped(row: partition_row, pin: string | undefined, wanted: string): Promise<partition_row> {
  const dataKey = await dataKeyOf(row, pin)
  const wrapping = await wrapped(row.person, dataKey, wanted)
  dataKey.fill(0)
  return { ...row, ...wrapping, tried: untried }
}

/** What changed about the person or the token, sealed to be stored. */
export function resealed(open: open_partition): Promise<bytes> {
  return open.seal(utf8(JSON.stringify(open.secrets)), `secrets ${open.person}`)
}

/** Where the browser offers no cryptography nothing is kept: a place that lasts as long as the page. */
export function passingPartition(session: session): open_partition {
  const refuse = () => Promise.reject(new Error('nothing is sealed on this address'))
  return { person: session.person, mode: 'desk', secrets: { session, public_key: '', private_key: '' }, signKey: undefined as unknown as CryptoKey, seal: refuse, unseal: refuse, blind: refuse }
}
