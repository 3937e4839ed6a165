import { computed, ref } from 'vue'
import { keepDeviceSecret } from '@/vault/partition'
import { loadTiles, opened, rowOfOpened } from '@/vault/vault'
import { database } from './database'
import { deviceId, keepDeviceId } from './device'
import { itemsNow, reseal } from './queue'
import { kept, squeezed, whenClosedFromOutside, whenMissing } from './store'
import { uuid7 } from './uuid'

// Watches over the store itself: asks the browser not to clear it, warns before it is full, and says
// at once when the system has cleared it.

const mebibyte = 1024 * 1024
/** From here on people are warned: about fifty reports with a photo each. */
const scarce = 40 * mebibyte

/** Whether the browser has promised not to clear what is kept. */
export const persistent = ref<boolean>()
/** Bytes that are still free for this app; undefined: the browser does not say. */
export const free = ref<number>()
export const used = ref<number>()
/** By what the browser says, or because room had to be made already: some browsers hide how much is left. */
export const nearlyFull = computed(() => squeezed.value || (free.value !== undefined && free.value < scarce))

export interface loss { at: number; before: number; saved: number; photos: number }
/** The system has cleared what was kept. */
export const lost = ref<loss>()

const markAt = 'headway.store'
interface mark { born: string; unsent: number }
function readMark(): mark | undefined {
  try { return JSON.parse(localStorage.getItem(markAt) ?? '') as mark } catch { return undefined }
}
/** Outside the store, and saying nothing of anybody: that there was one, and how much lay unsent in it. */
function writeMark(born: string, count: number): void {
  try { localStorage.setItem(markAt, JSON.stringify({ born, unsent: count } satisfies mark)) } catch { /* then a loss is noticed later */ }
}

const born = async (): Promise<string | undefined> => (await kept(() => database.kept.get('born')))?.value

export async function countUnsent(): Promise<number> {
  return (await database.entries.where('state').anyOf('queued', 'sending', 'refused').count()) + (await database.commands.where('state').anyOf('queued', 'sending', 'refused').count())
}

let checking: Promise<void> | undefined
/** Is it still the store we know? Otherwise it says so and saves what is in memory. */
export function checkStore(): Promise<void> {
  checking ??= look().finally(() => { checking = undefined })
  return checking
}

async function look(): Promise<void> {
  const mark = readMark()
  const found = await born()
  if (found === undefined) {
    const made = uuid7()
    // Born last: while it clears, the system may close the store under this too, and then all of it is done again.
    if (mark) await recover(mark.unsent)
    await kept(() => database.kept.put({ key: 'born', value: made }))
    writeMark(made, await countUnsent())
    return
  }
  writeMark(found, await countUnsent())
}

/** The place that is open is in memory, and so are the words of what was unsent: they are stored again. */
async function recover(before: number): Promise<void> {
  const row = rowOfOpened()
  const open = opened.value
  let saved = 0
  let photos = 0
  if (row && open) {
    await keepDeviceId()
    await keepDeviceSecret()
    await kept(() => database.partitions.put(row))
    for (const one of itemsNow().filter((each) => each.state !== 'accepted' && !each.closed)) {
      if (!(await reseal(one))) continue
      saved += 1
      photos += one.attachments.length
    }
  }
  await loadTiles()
  const missing = Math.max(before, saved)
  if (missing > 0) lost.value = { at: Date.now(), before: missing, saved, photos }
}

export async function measureStorage(): Promise<void> {
  if (typeof navigator === 'undefined' || !('storage' in navigator)) return
  persistent.value = await navigator.storage.persisted?.().catch(() => undefined)
  const found = await navigator.storage.estimate?.().catch(() => undefined)
  if (found?.quota === undefined || found.usage === undefined) return
  used.value = found.usage
  free.value = Math.max(0, found.quota - found.usage)
}

let guarding = false
/** Asks for lasting storage and watches it from now on. */
export async function guardStorage(): Promise<void> {
  void deviceId()
  await checkStore().catch(() => undefined)
  void measureStorage()
  if (guarding) return
  guarding = true
  whenMissing(checkStore)
  whenClosedFromOutside(() => { void checkStore().catch(() => undefined) })
  setInterval(() => { void measureStorage(); void checkStore().catch(() => undefined) }, 10_000)
  // Some browsers ask the person, and answer when that one has: nothing waits for it.
  void navigator.storage?.persist?.().then(measureStorage, () => undefined)
}
