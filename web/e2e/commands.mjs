// Commands sent as a device would, without a browser.
import { randomBytes } from 'node:crypto'

export function uuid7() {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(Date.now(), 0, 6)
  bytes[6] = (bytes[6] & 0x0f) | 0x70
  bytes[8] = (bytes[8] & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

export const commandHeaders = (cookie) => ({
  'Content-Type': 'application/json', Cookie: cookie, 'Idempotency-Key': uuid7(), 'Headway-Observed-At': new Date().toISOString(), 'Headway-Device': uuid7(),
})
