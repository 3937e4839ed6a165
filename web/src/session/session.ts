import { computed, ref } from 'vue'
import { answer, call, read, whenSessionIsLost } from '@/api/client'
import { followChanges, stopFollowing } from '@/api/changes'
import { speaksWithToken, speakWith } from '@/api/credentials'
import { loadDirectory, loadKeptDirectory } from '@/api/directory'
import { Refusal } from '@/api/problem'
import type { permission, session } from '@/api/types'
import { forgetPerson } from '@/offline/cache'
import { refreshKept } from '@/offline/refresh'
import { adoptPlain } from '@/outbox/adopt'
import { addressAll } from '@/outbox/handover'
import { deviceId } from '@/outbox/device'
import { reloadCommands } from '@/outbox/queue'
import { wakeAll } from '@/outbox/sender'
import { learnSiteKey } from '@/outbox/siteKey'
import { guardStorage } from '@/outbox/storage'
import { chooseLanguage, languageChosen, languageWasChosen } from '@/settings/preferences'
import { cryptoAvailable } from '@/vault/crypto'
import { forgetOldDrafts } from '@/vault/drafts'
import { beginMinute, lockNow } from '@/vault/idle'
import { loadNotes } from '@/vault/notes'
import { destroyPartition, keepSecrets, loadTiles, lock, makePartition, openDesk, opened, openInMemory, pinTiles, tiles, tryPin, whenLocked, type try_result } from '@/vault/vault'
import { me } from './me'

export { me } from './me'

/** The previous release remembered here, in plain, who was last signed in. */
const formerlyAt = 'headway.session'

/** The server has said that the session ended; at the desk one signs in again, on a phone one works on. */
export const sessionLost = ref(false)
export const signedIn = computed(() => me.value !== undefined && (!sessionLost.value || opened.value?.mode === 'pin'))

export function can(wanted: permission): boolean { return me.value?.permissions.includes(wanted) ?? false }

whenLocked(() => {
  me.value = undefined
  sessionLost.value = false
  speakWith(undefined)
  stopFollowing()
})

/** A place has been opened: its owner begins. Nothing here waits for the network. */
async function begin(): Promise<void> {
  const open = opened.value
  if (!open) return
  sessionLost.value = false
  speakWith(open.secrets.token)
  beginMinute()
  if (cryptoAvailable()) {
    await adoptPlain().catch((error: unknown) => { console.error(error) })
    void forgetOldDrafts().catch(() => undefined)
    await Promise.all([reloadCommands(), loadNotes(), loadKeptDirectory().catch(() => undefined)])
  }
  if (opened.value !== open) return
  me.value = open.secrets.session
  followChanges()
  void catchUp()
  void guardStorage()
}

/** What is learnt when the server is there: who I am now, the names, the site's key; and the outbox goes out. */
async function catchUp(): Promise<void> {
  const open = opened.value
  if (!open) return
  void loadDirectory().catch(() => undefined)
  const found = await answer(read.GET('/api/v1/session')).catch(() => undefined)
  if (opened.value !== open) return
  if (found?.person === open.person) {
    me.value = found
    await keepSecrets({ session: found })
  }
  void wakeAll()
  if (!found || !cryptoAvailable()) return
  await learnSiteKey().then(async () => addressAll(open, await deviceId()), () => undefined)
  await enrolDesk()
  await refreshKept()
}

let restoring: Promise<void> | undefined
/** Finds out whose place is open, or was left open at the desk. */
export function restoreSession(): Promise<void> {
  restoring ??= (async () => {
    if (cryptoAvailable()) {
      await loadTiles()
      const desk = tiles.value.find((one) => one.mode === 'desk')
      if (desk && (await openDesk(desk.person))) { await begin(); return }
    }
    // People with a PIN wait for it; whoever has none here may still have a session with the server.
    if (pinTiles.value.length === 0) await resumeFormer()
  })()
  return restoring
}

function formerly(): session | undefined {
  try { return JSON.parse(localStorage.getItem(formerlyAt) ?? '') as session } catch { return undefined }
}

async function resumeFormer(): Promise<void> {
  const found = await answer(read.GET('/api/v1/session')).catch((error: unknown) => (error instanceof Refusal && error.status === 0 ? formerly() : undefined))
  sessionLost.value = false
  if (found) await beginAtDesk(found)
  localStorage.removeItem(formerlyAt)
}

async function beginAtDesk(found: session): Promise<void> {
  if (!cryptoAvailable()) openInMemory(found)
  else if (!(await openDesk(found.person))) await makePartition(found)
  await keepSecrets({ session: found })
  await begin()
}

/** Whose password was right, while it is not settled how the place opens. */
export const arriving = ref<session>()
export type arrival = 'in' | 'pin'

/**
 * Throws a Refusal when account or password are wrong. `pin`: on this device the person has, or is
 * offered, a place behind a PIN; see arriveWith.
 */
export async function signIn(account: string, password: string, offersPin: boolean): Promise<arrival> {
  speakWith(undefined)
  const before = opened.value
  let found: session
  try {
    found = await call<session>('POST', '/session', { body: { account, password }, quiet401: true })
  } catch (error) {
    speakWith(before?.secrets.token)
    throw error
  }
  // Who has chosen on this device keeps that, and the server learns it; otherwise the account's own holds.
  if (languageWasChosen()) void tellLanguage()
  else await chooseLanguage(found.language)
  if (before?.mode === 'pin') {
    if (before.person === found.person) { await renew(); return 'in' }
    lock()
  }
  await leaveOthersAtDesk(found.person)
  const place = tiles.value.find((one) => one.person === found.person)
  const possible = cryptoAvailable() && (await learnSiteKey().then(() => true, () => false))
  if (possible && (place?.mode === 'pin' || (offersPin && place?.mode !== 'desk'))) {
    arriving.value = found
    return 'pin'
  }
  await beginAtDesk(found)
  return 'in'
}

/** The token had run out while the place was open. */
async function renew(): Promise<void> {
  await enrol()
  sessionLost.value = false
  followChanges()
  void catchUp()
}

/** Without a PIN a place belongs to whoever is signed in at this desk: the next person closes it. */
async function leaveOthersAtDesk(person: string): Promise<void> {
  for (const one of tiles.value.filter((each) => each.mode === 'desk' && each.person !== person)) {
    await forgetPerson(one.person)
    await destroyPartition(one.person, false)
  }
}

/** The place behind a new PIN. What an earlier place of this person had sealed goes out by the courier. */
export async function arriveWithPin(pin: string): Promise<void> {
  const found = arriving.value
  if (!found) return
  await forgetPerson(found.person)
  await makePartition(found, pin)
  await enrol()
  arriving.value = undefined
  await begin()
}

/** The place that is there already, with its own PIN; its token is made new. */
export async function arriveAgain(pin: string): Promise<try_result> {
  const found = arriving.value
  if (!found) return { state: 'gone' }
  const result = await tryPin(found.person, pin)
  if (result.state !== 'open') return result
  await enrol()
  arriving.value = undefined
  await begin()
  return result
}

/** No PIN on this device. */
export async function arriveWithout(): Promise<void> {
  const found = arriving.value
  if (!found) return
  arriving.value = undefined
  await beginAtDesk(found)
}

interface enrolled { token: string; expires_at?: string }
const tellDevice = async (name: string): Promise<enrolled> =>
  call<enrolled>('POST', '/devices', { body: { device: await deviceId(), name, public_key: opened.value?.secrets.public_key }, quiet401: true })

export function deviceName(): string {
  const found = /\(([^)]*)\)/.exec(navigator.userAgent)?.[1]?.split(';').map((one) => one.trim())
  return (found?.at(-1) ?? 'browser').slice(0, 60)
}

/** The device speaks for this person from now on, and the cookie goes: it would speak for whoever comes next. */
async function enrol(): Promise<void> {
  const made = await tellDevice(deviceName())
  await keepSecrets({ token: made.token, token_expires: made.expires_at })
  await call('DELETE', '/session', { quiet401: true }).catch(() => undefined)
  speakWith(made.token)
}

/** At the desk the key is told too, so that what stays unsent can be handed over. */
async function enrolDesk(): Promise<void> {
  const open = opened.value
  if (open?.mode !== 'desk' || open.secrets.told) return
  await tellDevice(deviceName()).then(() => keepSecrets({ told: true }), () => undefined)
}

/** Opens a place with its PIN; works without a network. */
export async function enter(person: string, pin: string): Promise<try_result> {
  const result = await tryPin(person, pin)
  if (result.state === 'open') await begin()
  return result
}

/** A person of the desk takes a PIN: from now on the place closes by itself, and the token speaks. */
export async function takePin(): Promise<void> { await enrol() }

/** The server words what it sends of itself in the language of the account. */
export async function tellLanguage(): Promise<void> {
  await call('POST', '/session/language', { body: { language: languageChosen.value } }).catch(() => undefined)
}

// While somebody leaves, the end of the session is no news.
let leaving = false

/** Ends the session and destroys the place. What is unsent stays sealed, for the courier. */
export async function signOut(): Promise<void> {
  const person = opened.value?.person
  leaving = true
  try {
    if (!speaksWithToken()) await call('DELETE', '/session', { quiet401: true }).catch(() => undefined)
    if (person) {
      await forgetPerson(person)
      await destroyPartition(person, false)
    }
    lockNow()
  } finally { leaving = false }
}

whenSessionIsLost((problem) => {
  const open = opened.value
  if (!open || !me.value || leaving) return
  if (problem.code === 'device_revoked') {
    // The key goes, and with it what was readable; what is sealed for the server stays.
    void forgetPerson(open.person)
    void destroyPartition(open.person, true)
    return
  }
  sessionLost.value = true
  stopFollowing()
})
