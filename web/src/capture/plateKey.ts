import { ed25519 } from '@noble/curves/ed25519.js'
import { call } from '@/api/client'
import type { plate_key, verify_signature } from './plates'

// The key with which this mine signs its plates: public, kept on the device so that plates can be
// checked underground.

const keptAt = 'headway.plate-key'

function keptKey(): plate_key | undefined {
  try { return JSON.parse(localStorage.getItem(keptAt) ?? '') as plate_key } catch { return undefined }
}

/** The key as last read; read anew in passing when there is a network. */
export async function plateKey(): Promise<plate_key | undefined> {
  const kept = keptKey()
  const reading = call<plate_key>('GET', '/plates/key', { quiet401: true }).then((key) => {
    localStorage.setItem(keptAt, JSON.stringify(key))
    return key
  }).catch(() => kept)
  return kept ?? reading
}

export const verifyPlate: verify_signature = (message, signature, key) => {
  try { return ed25519.verify(signature, message, key) } catch { return false }
}
