import { computed, ref } from 'vue'

// The device's clock beside the site's. Measured at each contact, kept in between. Nothing is ever
// put right in silence: what the device said, and how far off it was, travel with every command.

const keptAs = 'headway.clock-offset'
/** From here on people are told that the clock is wrong. */
export const wrongFrom = 60_000
/** A jump is a change of the clock that time itself does not explain. */
const jumpFrom = 5_000

function keptOffset(): number | undefined {
  try {
    const found = localStorage.getItem(keptAs)
    return found === null ? undefined : Number(found)
  } catch { return undefined }
}

/** Milliseconds that the site's clock is ahead of the device's; undefined: never measured. */
export const offset = ref<number | undefined>(keptOffset())
/** The device's clock was changed since the last contact, by about this much. */
export const jumped = ref(0)
/** How far the device's clock is ahead of the site's, when that is worth saying. */
export const aheadBy = computed(() => (offset.value !== undefined && Math.abs(offset.value) >= wrongFrom ? -offset.value : 0))

/** Now by the site's clock, as far as it is known. */
export const siteNow = (): number => Date.now() + (offset.value ?? 0)

export interface reading { wall: number; steady: number }
export const readClocks = (): reading => ({ wall: Date.now(), steady: performance.now() })

/** The offset that a contact shows: the site's time against the middle of the round trip. */
export function measured(siteTime: string | null, before: reading, after: reading): number | undefined {
  const site = siteTime ? Date.parse(siteTime) : NaN
  // By the steady clock: the wall clock may be changed while the answer is under way.
  const trip = after.steady - before.steady
  if (Number.isNaN(site) || trip > 15_000) return undefined
  return Math.round(site - (after.wall - trip / 2))
}

let last = readClocks()
let seenThroughout = true

/** What the wall clock moved beyond what passed; sleeping looks like a jump ahead and is none. */
export function jumpBetween(from: reading, to: reading, awake: boolean): number {
  const beyond = to.wall - from.wall - (to.steady - from.steady)
  if (Math.abs(beyond) < jumpFrom) return 0
  return beyond > 0 && !awake ? 0 : beyond
}

/** Called every few seconds and before each command. */
export function watchClock(now: reading = readClocks()): void {
  const jump = jumpBetween(last, now, seenThroughout)
  last = now
  seenThroughout = typeof document === 'undefined' || !document.hidden
  if (jump === 0) return
  jumped.value += jump
  // The site's clock did not move: its distance did.
  if (offset.value !== undefined) keepOffset(offset.value - jump)
}

function keepOffset(found: number): void {
  offset.value = found
  try { localStorage.setItem(keptAs, String(found)) } catch { /* measured again at the next contact */ }
}

export function noteContact(siteTime: string | null, before: reading, after: reading): void {
  const found = measured(siteTime, before, after)
  if (found === undefined) return
  jumped.value = 0
  last = after
  keepOffset(found)
}

export function startClock(): void {
  document.addEventListener('visibilitychange', () => { seenThroughout = false })
  setInterval(() => { watchClock() }, 5_000)
}
