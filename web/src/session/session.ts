import { computed, ref } from 'vue'
import { answer, call, read, whenSessionIsLost } from '@/api/client'
import { followChanges, stopFollowing } from '@/api/changes'
import { forgetDirectory, loadDirectory } from '@/api/directory'
import { Refusal } from '@/api/problem'
import { forgetAll } from '@/api/resource'
import type { permission, session } from '@/api/types'
import { chooseLanguage, languageChosen, languageWasChosen } from '@/settings/preferences'
import { setOutboxOwner } from '@/outbox/queue'
import { wakeAll } from '@/outbox/sender'

const rememberedAt = 'headway.session'

export const me = ref<session>()
/** The server has said that the session ended; who is signed in stays known, so nothing typed is lost. */
export const sessionLost = ref(false)
export const signedIn = computed(() => me.value !== undefined && !sessionLost.value)

export function can(wanted: permission): boolean { return me.value?.permissions.includes(wanted) ?? false }

async function begin(found: session): Promise<void> {
  me.value = found
  sessionLost.value = false
  localStorage.setItem(rememberedAt, JSON.stringify(found))
  await setOutboxOwner(found.person)
  followChanges()
  void wakeAll()
  // Without the names the screens still work; they show dashes until the next reading.
  await loadDirectory().catch(() => undefined)
}

function remembered(): session | undefined {
  try { return JSON.parse(localStorage.getItem(rememberedAt) ?? '') as session } catch { return undefined }
}

let restoring: Promise<void> | undefined
/** Finds out who is signed in; with no network, who was last. */
export function restoreSession(): Promise<void> {
  restoring ??= (async () => {
    try {
      await begin(await answer(read.GET('/api/v1/session')))
    } catch (error) {
      const last = remembered()
      if (error instanceof Refusal && error.status === 0 && last) await begin(last)
      else localStorage.removeItem(rememberedAt)
      sessionLost.value = false
    }
  })()
  return restoring
}

/** Throws a Refusal when account or password are wrong. */
export async function signIn(account: string, password: string): Promise<void> {
  const found = await call<session>('POST', '/session', { body: { account, password }, quiet401: true })
  forgetAll()
  // Who has chosen on this device keeps that, and the server learns it; otherwise the account's own holds.
  if (languageWasChosen()) void tellLanguage()
  else await chooseLanguage(found.language)
  await begin(found)
}

/** The server words what it sends of itself in the language of the account. */
export async function tellLanguage(): Promise<void> {
  await call('POST', '/session/language', { body: { language: languageChosen.value } }).catch(() => undefined)
}

export async function signOut(): Promise<void> {
  await call('DELETE', '/session').catch(() => undefined)
  stopFollowing()
  localStorage.removeItem(rememberedAt)
  me.value = undefined
  sessionLost.value = false
  forgetAll()
  await forgetDirectory()
  await setOutboxOwner('')
}

whenSessionIsLost(() => {
  if (!me.value) return
  sessionLost.value = true
  stopFollowing()
})
