// The few operations of WebCrypto that the vault is made of. Nothing here is our own cryptography.

export type bytes = Uint8Array<ArrayBuffer>

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** Browsers offer it only over https and on the device itself. */
export const cryptoAvailable = (): boolean => typeof crypto !== 'undefined' && crypto.subtle !== undefined

export const utf8 = (text: string): bytes => encoder.encode(text)
export const fromUtf8 = (data: bytes): string => decoder.decode(data)
export const randomBytes = (count: number): bytes => crypto.getRandomValues(new Uint8Array(count))

export function joined(...parts: bytes[]): bytes {
  const whole = new Uint8Array(parts.reduce((sum, one) => sum + one.length, 0))
  let at = 0
  for (const one of parts) { whole.set(one, at); at += one.length }
  return whole
}

export function base64url(data: bytes): string {
  let text = ''
  // In slices: a photo as one argument list would overflow the stack.
  for (let at = 0; at < data.length; at += 0x8000) text += String.fromCharCode(...data.subarray(at, at + 0x8000))
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** Throws when it is no base64url. */
export function fromBase64url(text: string): bytes {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (one) => one.charCodeAt(0))
}

export const hex = (data: bytes): string => Array.from(data, (one) => one.toString(16).padStart(2, '0')).join('')

export async function sha256(data: bytes): Promise<bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', data))
}

const nonceLength = 12

/** nonce || ciphertext || tag; `about` is bound to it but not stored. */
export async function seal(key: CryptoKey, plain: bytes, about: string): Promise<bytes> {
  const nonce = randomBytes(nonceLength)
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce, additionalData: utf8(about) }, key, plain)
  return joined(nonce, new Uint8Array(sealed))
}

/** Throws when the key, the content or what it is about is another. */
export async function unseal(key: CryptoKey, sealed: bytes, about: string): Promise<bytes> {
  const iv = sealed.subarray(0, nonceLength)
  return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: utf8(about) }, key, sealed.subarray(nonceLength)))
}

/** A key for `seal` and `unseal` that no script can read out. */
export function aesKey(raw: bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt'])
}

/** A secret from which others are derived; it cannot be read out. */
export function hkdfSecret(raw: bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', raw, 'HKDF', false, ['deriveKey', 'deriveBits'])
}

export function deriveAes(secret: CryptoKey, salt: bytes, info: string): Promise<CryptoKey> {
  return crypto.subtle.deriveKey({ name: 'HKDF', hash: 'SHA-256', salt, info: utf8(info) }, secret, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
}

export function deriveHmac(secret: CryptoKey, info: string): Promise<CryptoKey> {
  return crypto.subtle.deriveKey({ name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: utf8(info) }, secret, { name: 'HMAC', hash: 'SHA-256', length: 256 }, false, ['sign'])
}

/** A short name for `text` that says nothing to whoever lacks the key. */
export async function blinded(key: CryptoKey, text: string): Promise<string> {
  return base64url(new Uint8Array(await crypto.subtle.sign('HMAC', key, utf8(text))).subarray(0, 15))
}

export async function stretchPin(pin: string, salt: bytes, rounds: number): Promise<bytes> {
  const secret = await crypto.subtle.importKey('raw', utf8(pin), 'PBKDF2', false, ['deriveBits'])
  return new Uint8Array(await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds }, secret, 256))
}
