// UUID version 7: time first, so that ids sort by when they were made. Works without a secure context.

let lastTime = 0
let counter = 0

export function uuid7(now: number = Date.now()): string {
  const random = crypto.getRandomValues(new Uint8Array(10))
  // Twelve bits of counter keep ids made in one millisecond in order.
  if (now > lastTime) {
    lastTime = now
    counter = ((random[0]! << 8) | random[1]!) & 0x7ff
  } else if (++counter > 0xfff) {
    lastTime += 1
    counter = 0
  }
  const time = lastTime.toString(16).padStart(12, '0')
  const variant = (0x80 | (random[2]! & 0x3f)).toString(16)
  const rest = [...random.subarray(3)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  const tail = variant + rest.slice(0, 14)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${counter.toString(16).padStart(3, '0')}-${tail.slice(0, 4)}-${tail.slice(4, 16)}`
}
